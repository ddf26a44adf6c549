import { afterEach, expect, it } from 'vitest'
import { actions, card, lineAction, text } from '../../../src/core/card.ts'
import { conversationReference } from '../../../src/core/request.ts'
import { openStage, patient, type Stage } from './stage.ts'

let stage: Stage
afterEach(() => stage.stop())

const channel = conversationReference('slack:T1/C1')
const draft = card(text('first'), actions(lineAction('Edit', '/edit')))

it('a message is lost when the workspace allows no edits any more', async () => {
  stage = await openStage('http', patient)
  const { messages } = await stage.adapter.send(channel, draft, 'en')
  stage.slack.closeEditing()
  expect(await stage.adapter.edit(channel, messages, card(text('second')), 'en')).toBe('lost')
  await stage.adapter.retire(channel, messages, draft, 'en')
})

it('a card whose blocks Slack does not take is edited in words', async () => {
  stage = await openStage('http', patient)
  const { messages } = await stage.adapter.send(channel, draft, 'en')
  stage.slack.fail('chat.update', { kind: 'error', code: 'invalid_blocks' })
  expect(await stage.adapter.edit(channel, messages, card(text('second')), 'en')).toBe('edited')
  expect(stage.slack.standing('C1').map(({ text: words }) => words)).toEqual(['second'])
})

it('an answer that only the person sees leaves nothing standing', async () => {
  stage = await openStage('http', patient)
  await stage.slack.person('U1', 'wang').command('C1', 'whoami')
  const reply = { locale: 'en', audience: 'actor', card: draft } as const
  expect(await stage.adapter.answer(stage.last(), reply)).toEqual({ messages: [] })
})
