import { type AccountReference, accountReference } from '../../core/request.ts'

/** What the accounts of each platform look like, behind the platform's name and a colon. */
const shapes: Readonly<Record<string, RegExp>> = {
  telegram: /^[1-9]\d{0,15}$/,
  slack: /^[TE][A-Z0-9]+\/[UW][A-Z0-9]+$/,
  console: /^[\p{L}\p{N}_.-]{1,60}$/u,
}

/** Accounts of Telegram's own, behind which anybody may be: anonymous administrators, channels, posts of linked channels. */
const nobodys = new Set(['telegram:1087968824', 'telegram:136817688', 'telegram:777000'])

/** An account that somebody can be registered by, as `/whoami` shows it; undefined for anything else. */
export const readAccount = (text: string): AccountReference | undefined => {
  const [, platform = '', id = ''] = /^([a-z]+)\s*:\s*(\S+)$/iu.exec(text.normalize('NFKC').trim()) ?? []
  const name = platform.toLowerCase()
  const own = name === 'slack' ? id.toUpperCase() : id
  const reference = `${name}:${own}`
  return shapes[name]?.test(own) && !nobodys.has(reference) ? accountReference(reference) : undefined
}
