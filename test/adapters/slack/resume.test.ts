import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Card, card, fileBlock, text } from '../../../src/core/card.ts'
import { conversationReference } from '../../../src/core/request.ts'
import { jpeg } from '../../harness/files.ts'
import { openStage, patient, type Stage } from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage('http', patient)
})
afterEach(() => stage.stop())

const channel = conversationReference('slack:T1/C1')
const earlier = { name: 'weekly-summary', since: new Date('2025-03-03T01:59:00Z') }
const threeParts = card(...Array.from({ length: 9 }, (_, line) => text(`${line}`.repeat(3_000))))

const send = (content: Card, to = channel) =>
  stage.adapter.send(to, content, 'en', earlier.name).then(
    () => undefined,
    (error: unknown) => error,
  )
const resume = (content: Card, to = channel, name = earlier.name) =>
  stage.adapter.resume?.(to, content, 'en', { ...earlier, name })
const said = () => stage.slack.shown.map(({ text: words }) => words.slice(0, 10))

describe('a message whose answer was lost', () => {
  it('is found and not said again, in a channel and in private', async () => {
    for (const to of [channel, conversationReference('slack:T1/U1')]) {
      stage.slack.fail('chat.postMessage', { kind: 'cut', effect: true })
      expect(await send(card(text('week 9')), to)).toMatchObject({ uncertain: true })
      const [arrived] = stage.slack.unread()
      expect(await resume(card(text('week 9')), to)).toEqual({ messages: [arrived?.ts] })
      expect(stage.slack.unread()).toEqual([])
    }
  })

  it('is said when it never arrived, also among many others', async () => {
    stage.slack.fail('chat.postMessage', { kind: 'cut', effect: false })
    await send(card(text('week 9')))
    for (let number = 0; number < 250; number += 1)
      await stage.adapter.send(channel, card(text(`other ${number}`)), 'en', `other-${number}`)
    stage.slack.unread()
    await resume(card(text('week 9')))
    expect(stage.slack.unread().map(({ text: words }) => words)).toEqual(['week 9'])
    await resume(card(text('other 0')), channel, 'other-0')
    expect(stage.slack.unread()).toEqual([])
  })

  it('is gone on with where it was cut', async () => {
    stage.slack.failLater('chat.postMessage', 1, { kind: 'cut', effect: false })
    await send(threeParts)
    const half = said()
    const resumed = await resume(threeParts)
    expect(resumed).toEqual({ messages: stage.slack.shown.map(({ ts }) => ts) })
    await stage.slack.unread()
    const whole = said()
    expect(whole.length).toBeGreaterThan(half.length)
    expect(new Set(whole).size).toBe(whole.length)
    expect(await resume(threeParts)).toEqual(resumed)
  })

  it('shares the files that were not shared, and those that were not again', async () => {
    const shown = card(text('week 9'), fileBlock(stage.files.put('一.jpg', 'image/jpeg', jpeg('一'))))
    stage.slack.fail('files.completeUploadExternal', { kind: 'cut', effect: false })
    await send(shown)
    expect(stage.slack.shown.map(({ kind }) => kind)).toEqual(['message'])
    await resume(shown)
    await resume(shown)
    expect(stage.slack.shown.map(({ kind }) => kind)).toEqual(['message', 'file'])
  })
})

describe('when Slack does not tell', () => {
  it('for want of a scope, nothing is sent and nobody knows', async () => {
    stage.slack.fail('conversations.history', { kind: 'error', code: 'missing_scope' })
    expect(await resume(card(text('week 9')))).toBe('unknown')
    expect(stage.slack.shown).toEqual([])
  })

  it('for now, it is to be asked again when it says', async () => {
    stage.slack.fail('conversations.history', { kind: 'rate-limited', seconds: 7 })
    await expect(resume(card(text('week 9')))).rejects.toMatchObject({
      failure: 'rate-limited',
      retryAfter: 7,
      uncertain: false,
    })
  })
})

it('names of messages stay between the bot and Slack: the text says nothing of them', async () => {
  await send(card(text('week 9')))
  expect(JSON.stringify(stage.slack.shown)).not.toContain(earlier.name)
})
