import { expect, it } from 'vitest'
import { actions, type Card, card, lineAction, text } from '../../../src/core/card.ts'
import { conversationReference } from '../../../src/core/request.ts'
import { connect, reply, say } from './support.ts'

const shared = card(text('参加会议？'), actions(lineAction('参加', '/yes')))
const whole = card(text('已登记'), { type: 'facts', facts: [{ label: '时间', value: '9时' }] })

/** Somebody presses a button of a card for all in a group. */
const pressed = async () => {
  const stage = await connect()
  const { telegram, adapter, intake } = stage
  const group = telegram.addGroup()
  await adapter.send(conversationReference(`telegram:${group}`), shared, 'zh-CN')
  await telegram.next(group)
  telegram.press(group, '参加')
  const request = await intake.next()
  const aside = (whispered: Card) => adapter.whisper(request, whispered, 'zh-CN')
  const answer = (said: Card) =>
    adapter.answer(request, reply(shared, { replace: true, aside: { card: said, locale: 'zh-CN' } }))
  return { ...stage, group, request, aside, answer }
}

it('says a few words in passing on the pressed button', async () => {
  const { telegram, answer, aside, group } = await pressed()
  await answer(say('已登记'))
  await aside(say('已登记'))
  expect(await telegram.notice()).toEqual({ text: '已登记', alert: false })
  expect([telegram.whispers, telegram.unread(telegram.person.id), telegram.unread(group)]).toEqual([
    [],
    [],
    [],
  ])
})

it('keeps a refusal on the screen until it is read', async () => {
  const { telegram, adapter, request } = await pressed()
  const refusal = card(text('仅限本结对的联络员操作。', 'problem'))
  await adapter.answer(request, reply(refusal, { audience: 'actor' }))
  expect(await telegram.notice()).toEqual({ text: '❌ 仅限本结对的联络员操作。', alert: true })
})

it('shows what is longer to the presser alone, in the group', async () => {
  const { telegram, answer, aside, group } = await pressed()
  await answer(whole)
  await aside(whole)
  expect(telegram.whispers).toEqual([
    { chat: group, user: telegram.person.id, text: expect.stringContaining('9时') },
  ])
  expect((await telegram.notice()).text).toBeUndefined()
})

it('writes in private when the press is older than Telegram takes', async () => {
  const { telegram, answer, aside } = await pressed()
  telegram.tire()
  await answer(whole)
  await aside(whole)
  expect(telegram.whispers).toEqual([])
  expect((await telegram.next(telegram.person.id)).text).toContain('9时')
})

it('writes in private when the notice came too late', async () => {
  const { telegram, answer, aside } = await pressed()
  telegram.tire()
  telegram.trouble('answerCallbackQuery', { error_code: 400, description: 'Bad Request: query is too old' })
  await answer(say('已登记'))
  await aside(say('已登记'))
  expect((await telegram.next(telegram.person.id)).text).toBe('已登记')
})

it('does not keep the presser waiting when the answer takes long', async () => {
  const { telegram, adapter, intake } = await connect({ wait: async () => undefined })
  const group = telegram.addGroup()
  await adapter.send(conversationReference(`telegram:${group}`), shared, 'zh-CN')
  telegram.press(group, '参加')
  const request = await intake.next()
  expect((await telegram.notice()).text).toBeUndefined()
  await adapter.whisper(request, say('已登记'), 'zh-CN')
  expect(telegram.whispers.map((whisper) => whisper.text)).toEqual(['已登记'])
})
