"""Accounts, passwords, sessions, invitations and OpenID: who somebody is."""
