import { describe, expect, it } from 'vitest'
import { hear } from '../../../src/adapters/slack/inbound.ts'

const hearing = { self: 'U0', team: 'T1', shortcuts: {} }
const command = {
  command: '/luyu',
  text: '状态 武隆',
  team_id: 'T1',
  channel_id: 'C1',
  user_id: 'U1',
  trigger_id: '13345224609.738474920',
  response_url: 'http://127.0.0.1/response/1',
}
const identityOf = (body: object) => hear(body, hearing)?.request.id

describe('a command', () => {
  it('replayed to the letter is the same request', () => {
    expect(identityOf({ ...command })).toBe(identityOf(command))
  })

  it.each([
    { trigger_id: '13345224610.738474920' },
    { text: '状态 奉节' },
    { user_id: 'U2' },
    { response_url: 'http://127.0.0.1/response/2' },
  ])('that differs in %o is another one', (difference) => {
    expect(identityOf({ ...command, ...difference })).not.toBe(identityOf(command))
  })
})
