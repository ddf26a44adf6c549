import { afterEach, describe, expect, it } from 'vitest'
import { entriesOf, filesOf, modalOf } from '../../../src/adapters/slack/forms.ts'
import { card, text } from '../../../src/core/card.ts'
import type { FieldView, FormView, Reply } from '../../../src/core/ports.ts'
import { jpeg } from '../../harness/files.ts'
import { checkView, shownText } from '../../harness/slack-limits.ts'
import { openStage, patient, type Stage, type Transport } from './stage.ts'

const field = (name: string, more: Partial<FieldView> = {}): FieldView => ({
  name,
  label: `Label of ${name}`,
  example: `like ${name}`,
  required: false,
  control: { kind: 'text', multiline: false },
  value: '',
  ...more,
})

const options = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ label: `Option ${index}`, value: `o${index}` }))

const form = (...fields: FieldView[]): FormView => ({
  draft: 'd1',
  command: 'visit log',
  title: 'Record an exchange visit between two places',
  submit: 'Submit',
  cancel: 'Cancel',
  fields,
  given: [],
})

const everything = form(
  field('days', {
    control: { kind: 'calendar', range: true },
    value: '2025-03-05..2025-03-07',
    required: true,
  }),
  field('due', { control: { kind: 'calendar', range: false }, value: '2025-03-05' }),
  field('level', { control: { kind: 'choice', options: options(4) }, value: 'o2' }),
  field('purpose', { control: { kind: 'text', multiline: true }, value: 'park', problem: 'Too short <b>' }),
)

let stage: Stage
afterEach(() => stage.stop())

const reply = (shown: FormView): Reply => ({ locale: 'en', card: card(text('Open the form')), form: shown })

const open = async (transport: Transport, shown: FormView = everything) => {
  stage = await openStage(transport, patient)
  const person = stage.slack.person('U1', 'wang')
  await person.command('C1', 'visit')
  await stage.adapter.answer(stage.last(), reply(shown))
  return person
}

describe.each<Transport>(['http', 'socket'])('a form over %s', (transport) => {
  it('opens as a modal and comes back as it was filled in, to the conversation it was asked in', async () => {
    const person = await open(transport)
    expect(stage.slack.unread()).toEqual([])
    expect(
      await person.submit({ days: '2025-03-05..2025-03-06', level: 'Option 3', purpose: '' }),
    ).toMatchObject({
      status: 200,
      body: undefined,
    })
    expect(stage.last()).toMatchObject({
      conversation: 'slack:T1/C1',
      locale: 'en',
      input: {
        kind: 'form',
        draft: 'd1',
        command: 'visit log',
        entries: { days: '2025-03-05..2025-03-06', due: '2025-03-05', level: 'o3', purpose: '' },
      },
    })
  })

  it('keeps what was known when nothing is changed', async () => {
    const person = await open(transport)
    await person.submit({})
    const entries = { days: '2025-03-05..2025-03-07', due: '2025-03-05', level: 'o2', purpose: 'park' }
    expect(stage.last().input).toMatchObject({ entries })
  })

  it('stays open with what is wrong beside the fields', async () => {
    const person = await open(transport)
    stage.findWrong({ purpose: 'Say more.', elsewhere: 'And this.' })
    expect((await person.submit({ purpose: 'x' })).body).toEqual({
      response_action: 'errors',
      errors: { purpose: 'Say more.', days: 'And this.' },
    })
    expect(stage.checked).toMatchObject([{ command: 'visit log', locale: 'en', entries: { purpose: 'x' } }])
    expect(stage.received).toHaveLength(1)
    stage.findWrong({})
    await person.submit({ purpose: 'long enough' })
    expect(stage.last().input).toMatchObject({ entries: { purpose: 'long enough' } })
  })

  it('answers to a submission where the bot is no member', async () => {
    stage = await openStage(transport, patient)
    const person = stage.slack.person('U1', 'wang')
    await person.command('C2', 'visit')
    await stage.adapter.answer(stage.last(), reply(everything))
    await person.submit({})
    await stage.adapter.answer(stage.last(), { locale: 'en', card: card(text('Recorded')) })
    expect(stage.slack.unread()).toMatchObject([{ channel: 'C2', text: 'Recorded', kind: 'message' }])
  })
})

describe('a form', () => {
  it('gives way to its card when its 3 seconds are over, and opens from a button later', async () => {
    stage = await openStage('http', patient)
    const person = stage.slack.person('U1', 'wang')
    await person.command('C1', 'visit')
    stage.clock.moveTo(new Date(stage.clock.now().getTime() + 4_000))
    const opener = { label: 'Open', press: { action: 'form.open', values: { draft: 'd1' } } }
    const withButton = card(text('Open the form'), { type: 'actions', actions: [opener] })
    await stage.adapter.answer(stage.last(), { ...reply(everything), card: withButton, audience: 'actor' })
    expect(stage.slack.unread()).toMatchObject([{ kind: 'ephemeral', text: 'Open the form' }])
    await person.press('Open')
    await stage.adapter.answer(stage.last(), { ...reply(everything), replace: true, audience: 'actor' })
    expect(stage.slack.views).toHaveLength(1)
    expect(stage.slack.unread()).toEqual([])
  })

  it('after a mention is its card, for there is no trigger', async () => {
    stage = await openStage('http', patient)
    await stage.slack.person('U1', 'wang').mention('C1', 'visit')
    await stage.adapter.answer(stage.last(), reply(everything))
    expect(stage.slack.unread()).toMatchObject([{ text: 'Open the form' }])
  })

  it('takes files for a field, beside those that it has already', async () => {
    const known = '一号 楼.jpg <Ab-1>\n二.pdf <Cd_2>'
    const files = field('files', { control: { kind: 'file', most: 10 }, value: known, required: true })
    const person = await open('http', form(files, field('purpose')))
    expect(shownText(stage.slack.views[0]?.view.blocks)).toContain('📎 一号 楼.jpg\n📎 二.pdf')
    const photo = { name: '三.jpg', mimetype: 'image/jpeg', content: jpeg('三') }
    await person.submit({ purpose: 'park' }, { files: [photo] })
    const { input, attachments } = stage.last()
    expect(input).toMatchObject({ entries: { files: known, purpose: 'park' } })
    expect(attachments).toMatchObject([{ name: '三.jpg', field: 'files' }])
  })

  it('opens without its files where the app was installed before it asked for the right to read them', async () => {
    stage = await openStage('http', patient)
    stage.slack.fail('views.open', { kind: 'error', code: 'missing_scope' })
    await stage.slack.person('U1', 'wang').command('C1', 'visit')
    const whole = form(field('purpose'), field('files', { control: { kind: 'file', most: 10 } }))
    await stage.adapter.answer(stage.last(), reply(whole))
    const shown = shownText(stage.slack.views[0]?.view.blocks)
    expect(shown).toContain('Label of purpose')
    expect(shown).not.toContain('Label of files')
  })

  it('shows what is wrong with what is known, and an example at each field', async () => {
    await open('http')
    const view = stage.slack.views[0]?.view
    expect(shownText(view?.blocks)).toContain('⚠️ Too short <b>')
    expect(JSON.stringify(view?.blocks)).toContain('like purpose')
  })

  it('takes a range of which only the first day is chosen as that day', async () => {
    const person = await open('http', form(field('days', { control: { kind: 'calendar', range: true } })))
    await person.submit({ days: '2025-03-05' })
    expect(stage.last().input).toMatchObject({ entries: { days: '2025-03-05' } })
  })

  it('is typed where Slack cannot show the choice, and loses no period that is no day', async () => {
    const many = field('place', { control: { kind: 'choice', options: options(101) }, value: 'o7' })
    const period = field('days', { control: { kind: 'calendar', range: true }, value: '第三季度' })
    const person = await open('http', form(many, period))
    await person.submit({ place: '武隆' })
    expect(stage.last().input).toMatchObject({ entries: { place: '武隆', days: '第三季度' } })
  })

  it('keeps within the limits of a modal, whatever the words', async () => {
    stage = await openStage('http', patient)
    const words = '鲁渝'.repeat(2_000)
    const large = form(
      ...Array.from({ length: 20 }, (_, index) =>
        field(`f${index}`, {
          label: words,
          example: words,
          problem: words,
          value: words,
          control: { kind: 'choice', options: [{ label: words, value: 'a' }] },
        }),
      ),
    )
    const origin = { channel: 'C1', user: 'U1', responseUrl: `https://example.org/${'x'.repeat(4_000)}` }
    const view = modalOf({ ...large, title: words, submit: words, cancel: words }, 'zh-CN', origin)
    expect(checkView({ ...view })).toEqual([])
  })
})

it.each([7, null, [], { days: 7 }, { days: { date: { value: 7 } } }])(
  'whose fields are %j is one that was left empty',
  (state) => {
    expect(entriesOf(state)).toEqual({})
    expect(filesOf(state)).toEqual([])
  },
)
