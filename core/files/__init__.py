"""Files that people bring in: what may come in, where it lies, how it is handed out.

Nothing here knows what a file is for. The modules that open what somebody else made (`pdf`,
`office`, `images`) run in a process of their own, see `apart`.
"""
