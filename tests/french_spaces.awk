# Prints each line of a French translation whose spaces are not French: an ordinary space, or none, where a no-break one
# belongs, before : ; ! ? and inside « ». Reads what `msgcat --no-wrap` prints, byte by byte: awk may not know UTF-8.
# Without a space before it, a mark may be part of what people type (« Montant: 3 € », status:!), and is left alone.
/^msgid/ { translated = 0 }
/^msgstr/ { translated = 1 }
/^$/ { translated = 0 }
translated {
	line = $0
	gsub(/\302\240/, "_", line)
	if (line ~ / ([:;!?]|»)/ || line ~ /«[^_]/ || line ~ /[^_]»/)
		print $0
}
