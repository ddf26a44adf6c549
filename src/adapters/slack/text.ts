import type { types } from '@slack/bolt'

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
 * What a person typed, from what Slack makes of it: mentions of `self` removed, other mentions and links as their
 * words, entities as characters.
 */
export const typedText = (text: string, self?: string): string =>
  text
    .replace(/<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g, (_whole, kind: string, target: string, label = '') => {
      if (kind === '@' && target === self) return ' '
      if (kind === '@' || kind === '#') return `${kind}${label || target}`
      return label || target
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim()
