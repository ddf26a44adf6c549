import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { card, heading } from '../../src/core/card.ts'
import { defineCommand } from '../../src/core/command.ts'
import { openDesk } from './form/desk.ts'

const command = (name: string, more: { readonly explains?: true } = {}) =>
  defineCommand({
    name,
    aliases: [],
    access: 'everyone',
    effect: 'read',
    form: z.object({}),
    summary: 'help.summary',
    examples: ['help.summary', 'help.summary', 'help.summary'],
    run: async () => ({ card: card(heading(`this is ${name}`)) }),
    ...more,
  })

const say = async (commands: ReadonlyArray<ReturnType<typeof command>>, text: string) =>
  (await openDesk(commands).ask({ kind: 'line', text })).reply.card.blocks

describe('the command that explains the others', () => {
  const guide = command('guide', { explains: true })
  const count = command('count')

  it('answers somebody who says nothing', async () => {
    expect(await say([count, guide], '  ')).toEqual([heading('this is guide')])
  })

  it('is pointed to by a word that nobody knows, under whatever name', async () => {
    expect(JSON.stringify(await say([count, guide], 'what'))).toContain('/guide')
    // Once, when it is what the word was meant to be.
    expect(JSON.stringify(await say([count, guide], 'guid')).match(/\/guide/g)).toHaveLength(1)
  })

  it('may be missing', async () => {
    expect(JSON.stringify(await say([count], 'what'))).not.toContain('"press"')
    expect(JSON.stringify(await say([count], ''))).not.toContain('this is')
  })
})

describe('a sentence that many kinds of things hear', () => {
  it('is answered with one short button each', async () => {
    const nouns = Array.from({ length: 12 }, (_, index) => `kind${index}`)
    const lists = nouns.map((noun) => ({
      ...command(`${noun} list`),
      hears: () => [{ words: '', certainty: 'likely' as const }],
    }))
    const said = JSON.stringify(await say(lists, 'ledger'))
    for (const noun of nouns) expect(said).toContain(`"label":"${noun}"`)
    const few = JSON.stringify(await say(lists.slice(0, 2), 'ledger'))
    expect(few).toContain('"label":"kind1 list"')
  })
})

describe('a line longer than a message can be', () => {
  it('is not read, and it is said how much can be', async () => {
    const counts = [command('count')]
    await expect(say(counts, `count ${'一'.repeat(4090)}`)).resolves.toBeDefined()
    await expect(say(counts, `count ${'一'.repeat(4091)}`)).rejects.toMatchObject({
      notice: { key: 'core.line.long', values: { length: 4097, maximum: 4096 } },
    })
  })
})
