"""The pages clinicians use: templates, style, ES modules, words in zh and en. No build step."""
