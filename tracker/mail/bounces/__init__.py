"""Bounces: delivery reports (RFC 3464) read from a Maildir or over IMAP."""
