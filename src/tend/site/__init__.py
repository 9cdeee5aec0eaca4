"""The site: settings, addresses, and the launcher."""
