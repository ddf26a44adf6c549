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
