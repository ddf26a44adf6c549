import { readFileSync } from 'node:fs'
import type { Message, Update } from 'grammy/types'
import { expect, it } from 'vitest'
import { hear } from '../../../src/adapters/slack/inbound.ts'
import { readUpdate } from '../../../src/adapters/telegram/inbound.ts'

const lines = [
  ...readFileSync(new URL('group.md', import.meta.url), 'utf8').matchAll(/^- (?<line>.+)$/gmu),
].map(({ groups }) => groups?.line ?? '')

const self = { id: 1, username: 'luyu_bot' }
const message = (line: string) =>
  ({
    message_id: 7,
    date: 0,
    chat: { id: -100, type: 'supergroup', title: 'talk' },
    from: { id: 5, is_bot: false, first_name: '李明' },
    text: line,
  }) as unknown as Update.NonChannel & Message

it('has many lines of ordinary chat', () => {
  expect(lines.length).toBeGreaterThan(40)
})

it.each(lines)('ordinary chat is not listened to in a group: %s', (line) => {
  expect(readUpdate({ update_id: 1, message: message(line) }, self)).toEqual({ kind: 'nothing' })
  // To the bot it would be a request.
  expect(readUpdate({ update_id: 1, message: message(`@luyu_bot ${line}`) }, self).kind).toBe('message')
  const said = { channel: 'C1', user: 'U1', ts: '1741.000100', text: line }
  const event = (more: object) =>
    hear(
      { type: 'event_callback', team_id: 'T1', event_id: 'E1', event: { ...said, ...more } },
      { self: 'UBOT', team: 'T1', shortcuts: {} },
    )
  expect(event({ type: 'message', channel_type: 'channel' })).toBeUndefined()
  expect(event({ type: 'app_mention' })?.kind).toBe('event')
})
