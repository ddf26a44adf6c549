/** Least scopes, each with what it is for. */
export const scopes: ReadonlyArray<readonly [scope: string, reason: string]> = [
  ['commands', 'the /luyu command and the shortcuts'],
  ['chat:write', 'answers, weekly summaries and reminders'],
  ['app_mentions:read', '@Luyu in channels and threads; other messages in channels are never read'],
  ['im:history', 'what people write to the bot in private; and which of its own messages arrived'],
  ['channels:history', 'after a crash only: which of its own messages arrived, so that none is said twice'],
  ['groups:history', 'the same in private channels'],
  ['mpim:history', 'the same in group messages'],
  ['im:write', 'opens the private conversation in which files are sent to one person'],
  ['channels:read', 'hears that it was invited to a channel again, which then mends by itself'],
  ['groups:read', 'the same in private channels'],
  [
    'files:read',
    'photos and documents that people send to the bot or put into its forms; no others are read',
  ],
  ['files:write', 'photos, documents and tables in its answers'],
]

export const scopeNames = scopes.map(([scope]) => scope)
