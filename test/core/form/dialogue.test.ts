import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { card, facts } from '../../../src/core/card.ts'
import { type Context, defineCommand } from '../../../src/core/command.ts'
import { type FieldType, field } from '../../../src/core/form/field.ts'
import { notice } from '../../../src/core/i18n.ts'
import { openDesk } from './desk.ts'

/** How often anything was read from text. */
let read = 0
beforeEach(() => {
  read = 0
})

/** Letters of one kind. */
const letters = (letter: string): FieldType<string> => ({
  name: `letters ${letter}`,
  schema: z.string(),
  recognise: (line) =>
    [...line.matchAll(new RegExp(`${letter}+`, 'g'))].map(({ 0: value, index }) => ({
      start: index,
      end: index + value.length,
      outcome: { kind: 'value', value },
    })),
  validate: (text) => {
    read += 1
    return new RegExp(`^${letter}+$`).test(text)
      ? { kind: 'value', value: text }
      : { kind: 'problem', problem: notice('fields.text.empty') }
  },
  ask: () => ({ kind: 'text', multiline: false }),
  show: (value) => value,
  write: (value) => value,
})

const words = { label: 'help.summary', example: 'help.summary', keys: [] } as const
const form = z.object({ a: field(letters('a'), words), b: field(letters('b'), words) })
const count = defineCommand<Context, typeof form>({
  name: 'count',
  aliases: [],
  access: 'everyone',
  effect: 'write',
  form,
  summary: 'help.summary',
  examples: ['help.summary', 'help.summary', 'help.summary'],
  run: async (_context, { a, b }) => ({ card: card(facts([a, b])) }),
})

describe('what a line was recognised to mean', () => {
  it('reaches the command as it is when nothing has to be asked', async () => {
    const { ask } = openDesk([count])
    const { reply } = await ask({ kind: 'line', text: '/count aa bbb' })
    expect(reply.card.blocks).toEqual([facts(['aa', 'bbb'])])
    expect(read).toBe(0)
  })

  it('becomes text when the form has to wait for an answer, and is read once when it comes', async () => {
    const { ask, drafts } = openDesk([count])
    await ask({ kind: 'line', text: '/count aa' })
    expect([...drafts.values()].map(({ entries }) => entries)).toEqual([{ a: 'aa' }])
    expect(read).toBe(0)
    const { reply } = await ask({ kind: 'line', text: 'bbb' })
    expect(reply.card.blocks).toEqual([facts(['aa', 'bbb'])])
    // What was stored, and the answer.
    expect(read).toBe(2)
    expect(drafts.size).toBe(0)
  })
})

describe('a form that waits', () => {
  const waiting = ({ drafts }: ReturnType<typeof openDesk>) =>
    [...drafts.values()].map(({ command, entries }) => ({ command, entries }))

  it.each([
    ['/count', '/count aa bbb'],
    ['/count aa', '/count bbb aa'],
    ['/count aa b:25', '/count aa bbb'],
  ])('is over once the same command has said all that it knew: %s, %s', async (first, second) => {
    const desk = openDesk([count])
    await desk.ask({ kind: 'line', text: first })
    expect(waiting(desk)).toHaveLength(1)
    const { reply } = await desk.ask({ kind: 'line', text: second })
    expect(reply.card.blocks).toEqual([facts(['aa', 'bbb'])])
    expect(reply.closes).toBe(true)
    expect(waiting(desk)).toEqual([])
  })

  it('waits on when it knows something else, or is of another command', async () => {
    const other = { ...count, name: 'other' }
    const desk = openDesk([count, other])
    await desk.ask({ kind: 'line', text: '/count aa' })
    await desk.ask({ kind: 'line', text: '/count aaaa bbb' })
    await desk.ask({ kind: 'line', text: '/other aa bbb' })
    expect(waiting(desk)).toEqual([{ command: 'count', entries: { a: 'aa' } }])
  })
})

describe('a message while a question waits', () => {
  it('is a command of its own when its first line is headed by one, and the question waits on', async () => {
    const { ask, drafts } = openDesk([count])
    await ask({ kind: 'line', text: '/count aa' })
    const { reply } = await ask({ kind: 'line', text: '【count】: aaa\nb: bbb' })
    expect(reply.card.blocks[0]).toEqual(facts(['aaa', 'bbb']))
    expect([...drafts.values()].map(({ entries }) => entries)).toEqual([{ a: 'aa' }])
  })

  it('that says otherwise in several things is another one; in one thing, or as a correction, it corrects', async () => {
    const three = z.object({
      a: field(letters('a'), words),
      b: field(letters('b'), words),
      c: field(letters('c'), words),
    })
    const sum = defineCommand<Context, typeof three>({
      ...count,
      name: 'sum',
      form: three,
      run: async (_context, { a, b, c }) => ({ card: card(facts([a, `${b}${c}`])) }),
    })
    const openSum = async () => {
      const desk = openDesk([sum])
      await desk.ask({ kind: 'line', text: '/sum a b' })
      return desk
    }
    const another = await openSum()
    const said = await another.ask({ kind: 'line', text: 'aa bb c' })
    expect(said.reply.card.blocks[0]).toEqual(facts(['aa', 'bbc']))
    expect([...another.drafts.values()].map(({ entries }) => entries)).toEqual([{ a: 'a', b: 'b' }])

    // With words that nobody understood it is shown first.
    const unclear = await openSum()
    await unclear.ask({ kind: 'line', text: 'aa bb c yesterday' })
    expect([...unclear.drafts.values()].map(({ stage }) => stage)).toContain('confirming')

    for (const correction of ['a bb c', 'sorry aa bb c']) {
      const corrected = await openSum()
      await corrected.ask({ kind: 'line', text: correction })
      expect(corrected.drafts.size).toBe(0)
    }
  })
})
