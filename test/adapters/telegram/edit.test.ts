import { expect, it } from 'vitest'
import { actions, card, lineAction, text } from '../../../src/core/card.ts'
import { conversationReference } from '../../../src/core/request.ts'
import { connect, reply, say } from './support.ts'

const draft = card(text('first'), actions(lineAction('Edit', '/edit')))

it('a message older than 48 hours is edited all the same', async () => {
  const { telegram, adapter } = await connect()
  const group = telegram.addGroup()
  const conversation = conversationReference(`telegram:${group}`)
  const { messages } = await adapter.send(conversation, draft, 'en')
  for (const message of telegram.messages) message.old = true
  expect(await adapter.edit(conversation, messages, say('second'), 'en')).toBe('edited')
  expect(telegram.messages.map((message) => message.text)).toEqual(['second'])
})

it('what stood in a group is lost when it became a supergroup', async () => {
  const { telegram, adapter } = await connect()
  const group = telegram.addGroup('group')
  const conversation = conversationReference(`telegram:${group}`)
  const { messages } = await adapter.send(conversation, draft, 'en')
  const to = telegram.migrate(group, { silent: true })
  expect(await adapter.edit(conversation, messages, say('second'), 'en')).toBe('lost')
  expect((await adapter.send(conversation, say('second'), 'en')).movedTo).toBe(`telegram:${to}`)
})

it('a card that takes the place of a pressed one stands as that message', async () => {
  const { telegram, adapter, intake } = await connect()
  const group = telegram.addGroup()
  const { messages } = await adapter.send(conversationReference(`telegram:${group}`), draft, 'en')
  telegram.press(group, 'Edit')
  const request = await intake.next()
  expect(await adapter.answer(request, reply(say('second'), { replace: true }))).toEqual({ messages })
})

it('an answer that only the person sees leaves nothing standing in the group', async () => {
  const { telegram, adapter, intake } = await connect()
  telegram.say(telegram.addGroup(), '/whoami')
  expect(await adapter.answer(await intake.next(), reply(draft, { audience: 'actor' }))).toEqual({
    messages: [],
  })
})
