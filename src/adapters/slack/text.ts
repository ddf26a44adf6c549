import type { types } from '@slack/bolt'
import { accountOf } from './origin.ts'

/** Without the characters that steer a terminal or turn the direction of what follows. */
export const clean = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/gu, '')

/** A text object in which nothing acts: no markup, no mention, no `:emoji:`. Slack refuses an empty one. */
export const plain = (text: string): types.PlainTextElement => ({
  type: 'plain_text',
  text: text === '' ? ' ' : text,
  emoji: false,
})

/** For fields that are always read as mrkdwn: with these three escaped no mention and no link can be made (docs, formatting text). */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/**
 * What a person typed, from what Slack makes of it: people whom it names as their accounts in `team`, other mentions and
 * links as their words, entities as characters.
 */
export const typedText = (text: string, team: string): string =>
  text
    .replace(/<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g, (_whole, kind: string, target: string, label = '') => {
      if (kind === '@') return accountOf(team, target)
      return kind === '#' ? `#${label || target}` : label || target
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim()

/** Quotes and bullets at the beginning of a line. */
const openings = /^[ \t]*(?:>+[ \t]*|[•◦▪▫‣●○■□*+–—-][ \t]+)+/gmu
/** *bold*, _italic_, ~struck~, `code` around words: Slack keeps the marks in the text. */
const around =
  /(?<![\p{L}\p{N}*_~`:])(?:```\s*(?<block>\S(?:.{0,4000}?\S)?)\s*```|(?<mark>[*`])(?=\S)(?<strong>[^\n]{0,300}?\S)\k<mark>|(?<slant>[_~])(?=\S)(?<slanted>[^\n]{0,300}?\S)\k<slant>(?![\p{L}\p{N}*_~`:]))/gsu
/** Marks that stand within one another. */
const mostMarks = 4

/** A text without the marks of how it is to look. */
export const unmarked = (text: string): string => {
  let plainer = text.replace(openings, '')
  for (let round = 0; round < mostMarks; round += 1) {
    const before = plainer
    plainer = plainer.replace(around, (_whole, ...groups) => {
      const { block, strong, slanted } = groups.at(-1)
      return block ?? strong ?? slanted
    })
    if (plainer === before) break
  }
  return plainer.trim()
}

/** A message to the bot: what follows its name, and the words before it; the whole where the name does not stand between. */
export const typedLine = (
  text: string,
  self: string | undefined,
  team: string,
): { readonly text: string; readonly before?: string } => {
  const mention = new RegExp(`<@${self ?? ''}(?:\\|[^<>]*)?>`)
  const [first = '', ...others] = text.split(mention)
  const before = unmarked(typedText(first, team))
  const behind = unmarked(typedText(others.join(' '), team).replace(/^[,，:：]\s*/, ''))
  return behind === '' || before === '' ? { text: behind || before } : { text: behind, before }
}
