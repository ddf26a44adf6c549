import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { card, facts } from '../../../src/core/card.ts'
import { type Context, defineCommand } from '../../../src/core/command.ts'
import { text } from '../../../src/core/fields/text.ts'
import { formButton } from '../../../src/core/form/button.ts'
import { field } from '../../../src/core/form/field.ts'
import { writeValues } from '../../../src/core/form/filled.ts'
import type { Press } from '../../../src/core/request.ts'
import { openDesk } from './desk.ts'

const words = { label: 'help.summary', example: 'help.summary', keys: [] } as const
const form = z.object({
  title: field(text(), words),
  body: field(text({ multiline: true }), words).optional(),
})
const edit = defineCommand<Context, typeof form>({
  name: 'note edit',
  aliases: [],
  access: 'everyone',
  effect: 'write',
  form,
  summary: 'help.summary',
  examples: ['help.summary', 'help.summary', 'help.summary'],
  run: async (_context, { title, body }) => ({ card: card(facts([title, body ?? ''])) }),
})

const open = () => {
  const { ask } = openDesk([edit])
  const say = async (text: string) => (await ask({ kind: 'line', text })).reply.card.blocks
  const press = async (press: Press) => (await ask({ kind: 'press', press })).reply.card.blocks
  return {
    say,
    press,
    /** Presses the button, and agrees to what it shows. */
    agreeTo: async (button: Press) => {
      const confirm = (await press(button))
        .flatMap((block) => (block.type === 'actions' ? block.actions : []))
        .find(({ press: { action } }) => action === 'form.confirm')
      if (!confirm) throw new Error('there is nothing to agree to')
      return press(confirm.press)
    },
  }
}

describe('a button that opens a form', () => {
  it('fills it in with texts that no line could carry', async () => {
    const values = {
      title: '"一县一品" and body: “two”',
      body: '第一行 “引号”\n\nline three 🏭\n- date:3月5日',
    }
    const button = formButton('Edit', 'note edit', writeValues(form, values))
    expect(await open().agreeTo(button.press)).toEqual([facts([values.title, values.body])])
  })

  it('leaves out what is not known, and whatever the form has no field for', async () => {
    const entries = { ...writeValues(form, { title: 'one', body: null }), other: 'two' }
    const { press } = formButton('Edit', 'note edit', entries)
    expect(await open().agreeTo(press)).toEqual([facts(['one', ''])])
  })

  it('asks at once for a field that may be left out, and does it with the answer', async () => {
    const { press, say } = open()
    const asked = await press(
      formButton('Write', 'note edit', writeValues(form, { title: 'one' }), 'body').press,
    )
    expect(JSON.stringify(asked)).toContain('form.skip')
    expect(await say('first line\nsecond line')).toEqual([facts(['one', 'first line\nsecond line'])])
  })

  it('still works on cards of before, whose buttons typed a line', async () => {
    const values = { command: 'note edit', line: 'title:"one" body:"two"' }
    expect(await open().agreeTo({ action: 'form.begin', values })).toEqual([facts(['one', 'two'])])
  })
})
