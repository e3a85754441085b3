"""Which digits are said: a small net on synthesised speech and free recordings, two languages."""
