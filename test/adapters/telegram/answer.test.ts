import { expect, it } from 'vitest'
import { actions, card, lineAction, text } from '../../../src/core/card.ts'
import type { Control } from '../../../src/core/form/field.ts'
import type { Question } from '../../../src/core/ports.ts'
import { connect, reply, say } from './support.ts'

const draft = '0f8fad5b-d9cb-469f-a165-70867728950e'
const question = (control: Control): Question => ({
  draft,
  field: { name: 'head', label: '带队领导', example: '王建国副市长', required: true, value: '', control },
})
const backButton = { label: '上一步', press: { action: 'form.back', values: { draft } } }
const asking = card(text('谁带队？'), actions(backButton))

it('answers in the chat, in a group as a reply and in its topic', async () => {
  const { telegram, adapter, intake } = await connect()
  telegram.say(telegram.person.id, '/pairs')
  await adapter.answer(await intake.next(), reply(say('十四对')))
  const privately = await telegram.next(telegram.person.id)
  expect([privately.text, privately.message.replyTo]).toEqual(['十四对', undefined])

  const group = telegram.addGroup()
  const topic = telegram.addTopic(group)
  const said = telegram.say(group, '/pairs', { topic })
  await adapter.answer(await intake.next(), reply(say('十四对')))
  const { message } = await telegram.next(group)
  expect([message.text, message.topic, message.replyTo]).toEqual(['十四对', topic, said.id])
})

it('presses a button', async () => {
  const { telegram, adapter, intake } = await connect()
  telegram.say(telegram.person.id, '/visit')
  const long = lineAction('详情', `/visit show ${'武'.repeat(40)}`)
  await adapter.answer(
    await intake.next(),
    reply(card(text('两条'), actions(lineAction('武隆', '/visit list 武隆'), long))),
  )
  expect((await telegram.next(telegram.person.id)).buttons).toEqual(['武隆', '详情'])
  telegram.press(telegram.person.id, '武隆')
  const pressed = await intake.next()
  expect(pressed.input).toEqual({
    kind: 'press',
    press: { action: 'line', values: { text: '/visit list 武隆' } },
  })
  expect(pressed.private).toBe(true)
  await adapter.answer(pressed, reply(say('一条')))
  expect((await telegram.notice()).text).toBeUndefined()
  telegram.press(telegram.person.id, '详情')
  expect((await intake.next()).input).toEqual({ kind: 'press', press: long.press })
})

it('says that a button is no longer known', async () => {
  const { telegram, adapter, intake, buttons } = await connect()
  telegram.say(telegram.person.id, '/visit')
  await adapter.answer(await intake.next(), reply(card(actions(lineAction('详情', '武'.repeat(40))))))
  buttons.kept.clear()
  telegram.press(telegram.person.id, '详情')
  expect((await telegram.notice()).text).toBe('这个按钮已失效，请重新输入命令。')
  expect(intake.requests).toEqual([])
})

it('answers a press that arrives twice, and takes it once', async () => {
  const { telegram, adapter, intake } = await connect()
  telegram.say(telegram.person.id, '/visit')
  await adapter.answer(await intake.next(), reply(asking))
  const update = telegram.press(telegram.person.id, '上一步')
  await adapter.answer(await intake.next(), reply(say('哪一天？')))
  await telegram.notice()
  const answered = telegram.nextCall('answerCallbackQuery')
  telegram.redeliver(update)
  expect((await answered).payload.text).toBe('已收到，正在处理。')
  expect(intake.requests).toEqual([])
})

it('puts the answer in place of the card whose button was pressed', async () => {
  const { telegram, adapter, intake } = await connect()
  const here = telegram.person.id
  telegram.say(here, '/visit')
  await adapter.answer(await intake.next(), reply(asking))
  const { message } = await telegram.next(here)
  telegram.press(here, '上一步')
  const pressed = await intake.next()
  await adapter.answer(pressed, reply(card(text('哪一天？'), actions(backButton)), { replace: true }))
  const changed = await telegram.next(here)
  expect([changed.edited, changed.message.id, changed.text]).toEqual([true, message.id, '哪一天？'])
  // The same once more: Telegram refuses, which is fine.
  await adapter.answer(pressed, reply(card(text('哪一天？'), actions(backButton)), { replace: true }))
  // What cannot be edited is said anew.
  telegram.trouble('editMessageText', {
    error_code: 400,
    description: "Bad Request: message can't be edited",
  })
  await adapter.answer(pressed, reply(say('好'), { replace: true }))
  const anew = await telegram.next(here)
  expect([anew.edited, anew.text]).toEqual([false, '好'])
})

it('asks for a day with a calendar that turns its pages by itself', async () => {
  const { telegram, adapter, intake } = await connect()
  const here = telegram.person.id
  telegram.say(here, '/visit')
  await adapter.answer(
    await intake.next(),
    reply(asking, { question: question({ kind: 'calendar', range: false }) }),
  )
  const shown = await telegram.next(here)
  expect(shown.buttons).toEqual(
    expect.arrayContaining(['‹', '2025年3月', '›', '一', '日', '31', '今天', '上一步']),
  )
  telegram.press(here, '›')
  const turned = await telegram.next(here)
  expect(turned.edited).toBe(true)
  expect(turned.buttons).toEqual(expect.arrayContaining(['2025年4月', '30', '上一步']))
  expect(turned.buttons).not.toContain('31')
  await telegram.notice()
  telegram.press(here, '5')
  expect((await intake.next()).input).toEqual({
    kind: 'press',
    press: { action: 'form.answer', values: { draft, field: 'head', value: '2025-04-05' } },
  })
})

it('asks for the first and the last day of a range', async () => {
  const { telegram, adapter, intake } = await connect()
  const here = telegram.person.id
  telegram.say(here, '/visit')
  const ranged = { question: question({ kind: 'calendar', range: true }), locale: 'en' as const }
  await adapter.answer(await intake.next(), reply(asking, ranged))
  expect((await telegram.next(here)).buttons).toContain('March 2025')
  telegram.press(here, '5')
  const started = await telegram.next(here)
  expect(started.buttons).toEqual(
    expect.arrayContaining(['[5]', 'One day only', 'Another first day', '上一步']),
  )
  expect((await telegram.notice()).text).toBe('请再选结束日')
  telegram.press(here, '7')
  expect((await intake.next()).input).toEqual({
    kind: 'press',
    press: { action: 'form.answer', values: { draft, field: 'head', value: '2025-03-05..2025-03-07' } },
  })
  telegram.press(here, 'One day only')
  expect((await intake.next()).input).toMatchObject({ press: { values: { value: '2025-03-05' } } })
})

it('asks for words in a group so that the answer gets through privacy mode', async () => {
  const { telegram, adapter, intake } = await connect()
  const group = telegram.addGroup()
  telegram.say(group, '/visit')
  await adapter.answer(
    await intake.next(),
    reply(asking, { question: question({ kind: 'text', multiline: false }) }),
  )
  expect((await telegram.next(group)).buttons).toEqual(['上一步'])
  const { message } = await telegram.next(group)
  expect(message.text).toBe('李明 请回复此消息，填写“带队领导”。')
  expect(message.entities).toMatchObject([{ type: 'text_mention', offset: 0, length: 2 }])
  expect(message.markup).toEqual({
    force_reply: true,
    selective: true,
    input_field_placeholder: '王建国副市长',
  })
  telegram.say(group, '王建国', { replyTo: message.id })
  expect((await intake.next()).input).toEqual({ kind: 'line', text: '王建国' })
})

it('does not ask for a reply in a private chat', async () => {
  const { telegram, adapter, intake } = await connect()
  telegram.say(telegram.person.id, '/visit')
  await adapter.answer(
    await intake.next(),
    reply(asking, { question: question({ kind: 'text', multiline: false }) }),
  )
  await telegram.next(telegram.person.id)
  expect(telegram.unread(telegram.person.id)).toEqual([])
})

it('answers one person in private, and in the group when they never started the bot', async () => {
  const { telegram, adapter, intake } = await connect()
  const group = telegram.addGroup()
  telegram.say(group, '/visit edit')
  const refusal = reply(card(text('您不能修改这条记录，请联系省协作办。', 'problem'), actions(backButton)), {
    audience: 'actor',
  })
  await adapter.answer(await intake.next(), refusal)
  expect((await telegram.next(telegram.person.id)).text).toBe('❌ 您不能修改这条记录，请联系省协作办。')
  expect(telegram.unread(group)).toEqual([])

  const stranger = telegram.addPerson({ id: 77, first_name: 'Stranger' }, false)
  const said = telegram.say(group, '/visit edit', { from: stranger })
  await adapter.answer(await intake.next(), refusal)
  const shown = await telegram.next(group)
  expect(shown.text).toContain('您不能修改这条记录，请联系省协作办。')
  expect(shown.text).toContain('t.me/luyu_bot')
  expect([shown.message.replyTo, shown.buttons]).toEqual([said.id, []])
})
