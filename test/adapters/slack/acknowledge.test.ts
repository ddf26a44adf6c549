import { afterEach, describe, expect, it } from 'vitest'
import { durations } from '../../../src/adapters/slack/limits.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import { atOnce, openStage, patient, type Stage } from './stage.ts'

const unsaved = translatorOf('en')('slack.unsaved')
const lost = translatorOf('en')('slack.lost')

let stage: Stage
afterEach(() => stage.stop())

const failing = (times: number) => {
  let left = times
  return async () => {
    left -= 1
    if (left >= 0) throw new Error('the database is away')
  }
}

describe('a slash command', () => {
  it('is acknowledged while the store is slow, says that it is not saved, and is stored once the store is back', async () => {
    stage = await openStage('http', atOnce)
    let open = () => {}
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    stage.storeBy(() => gate)
    const answer = await stage.slack.person('U1', 'wang').command('C1', 'visit 武隆')
    expect(answer).toMatchObject({ status: 200, body: { response_type: 'ephemeral', text: unsaved } })
    expect(stage.received).toEqual([])
    const stored = stage.next()
    open()
    expect((await stored).input).toEqual({ kind: 'line', text: '/visit 武隆' })
  })

  it('is tried again until the store takes it', async () => {
    stage = await openStage('http', patient)
    stage.storeBy(failing(5))
    const stored = stage.next()
    expect((await stage.slack.person('U1', 'wang').command('C1', 'x')).body).toMatchObject({ text: unsaved })
    expect((await stored).input).toMatchObject({ text: '/x' })
    expect(stage.received).toHaveLength(1)
  })

  it('that cannot be stored for half an hour is said to be lost', async () => {
    stage = await openStage('http', patient)
    stage.storeBy(failing(Number.POSITIVE_INFINITY))
    await stage.slack.person('U1', 'wang').command('C1', 'x')
    const said = await stage.slack.next()
    expect(said).toMatchObject({ kind: 'ephemeral', user: 'U1' })
    expect(said.text).toContain(lost)
  })
})

it('the time for an answer is one, whatever it is spent on, and under a second', () => {
  expect(durations.untilRehearsed).toBeLessThan(durations.untilAcknowledged)
  expect(durations.untilAcknowledged).toBeLessThan(1_000)
})

describe('an event that Slack gives up sending', () => {
  it('is stored all the same once the store is back', async () => {
    stage = await openStage('http', atOnce)
    let open = () => {}
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    stage.storeBy(() => gate)
    const stored = stage.next()
    expect(await stage.slack.person('U1', 'wang').direct('x')).toMatchObject({ status: 503 })
    stage.storeBy(failing(3))
    open()
    expect((await stored).input).toMatchObject({ text: 'x' })
    expect(stage.received).toHaveLength(1)
  })

  it('is said to be lost when the store stays away', async () => {
    stage = await openStage('http', patient)
    stage.storeBy(failing(Number.POSITIVE_INFINITY))
    expect(await stage.slack.person('U1', 'wang').direct('x')).toMatchObject({ status: 503 })
    expect((await stage.slack.next()).text).toContain(lost)
  })
})

describe('a button and a form', () => {
  it('say in a message of their own that they are not saved', async () => {
    stage = await openStage('http', patient)
    stage.storeBy(failing(1))
    const stored = stage.next()
    expect(await stage.slack.person('U1', 'wang').shortcut('new_record')).toMatchObject({
      status: 200,
      body: undefined,
    })
    expect((await stage.slack.next()).text).toContain(unsaved)
    expect((await stored).input).toMatchObject({ text: 'record' })
  })
})

describe('an event', () => {
  it('that is not stored is left to Slack to send again, is tried meanwhile, and arrives once', async () => {
    stage = await openStage('http', patient)
    stage.storeBy(failing(2))
    const { status, attempts } = await stage.slack.person('U1', 'wang').direct('x')
    expect(status).toBe(200)
    expect(attempts).toBeGreaterThan(1)
    expect(stage.received).toHaveLength(1)
    expect(stage.slack.unread()).toEqual([])
  })

  it('that is stored late is not answered twice when Slack sends it again', async () => {
    stage = await openStage('http', atOnce)
    let open = () => {}
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    stage.storeBy(() => gate)
    const stored = stage.next()
    expect(await stage.slack.person('U1', 'wang').direct('x')).toMatchObject({ status: 503, attempts: 4 })
    open()
    await stored
    expect(stage.received).toHaveLength(1)
  })
})
