import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createConsoleAdapter } from '../../../src/adapters/console/index.ts'
import { card, text } from '../../../src/core/card.ts'
import type { Front } from '../../../src/core/ports.ts'
import { conversationReference } from '../../../src/core/request.ts'
import { quietHost } from '../../harness/console-host.ts'
import { memoryFiles } from '../../harness/files.ts'

/** A console over streams of the test's, whose program takes its time before it lets the seat into the room. */
const open = (receive: Front['receive'] = async () => 'new') => {
  const [input, output] = [new PassThrough(), new PassThrough()]
  let enter = () => {}
  const entered = new Promise<string>((resolve) => {
    enter = () => resolve('room')
  })
  const heard: string[] = []
  let finish = (_error?: unknown) => {}
  const ended = new Promise<unknown>((resolve) => {
    finish = resolve
  })
  const adapter = createConsoleAdapter({
    input,
    output,
    interactive: false,
    locale: 'en',
    host: quietHost({ enterRoom: () => entered }),
    files: memoryFiles(),
    fileDirectory: '/nowhere',
    historyFile: '/nowhere/history',
    session: 'test',
    onEnd: (error) => finish(error),
  })
  const front: Front = {
    receive: async (request) => {
      if (request.input.kind === 'line') heard.push(request.input.text)
      return receive(request)
    },
    check: () => ({}),
    rehearse: async () => ({}),
    isAsked: async () => true,
    moved: async () => undefined,
    admitted: async () => undefined,
    menu: () => [],
  }
  return { adapter, front, input, output, enter, heard, ended }
}

describe('the console', () => {
  it('hears lines that came, and the end of input, before it was ready', async () => {
    const { adapter, front, input, enter, heard, ended } = open()
    input.end('/help\n/pairs\n')
    const started = adapter.start(front)
    await new Promise((resolve) => setImmediate(resolve))
    enter()
    await started
    expect(await ended).toBeUndefined()
    expect(heard).toEqual(['/help', '/pairs'])
  })

  it('prints an edited card again, and says that it is the newer one', async () => {
    const { adapter, output } = open()
    const main = conversationReference('console:main')
    const { messages } = await adapter.send(main, card(text('first')), 'en')
    await adapter.edit(main, messages, card(text('second')), 'en')
    expect(String(output.read())).toBe('first\n\n↻ The card above has changed. Now:\nsecond\n\n')
  })

  it('ends when nobody reads it any more', async () => {
    const { adapter, front, output, enter, ended } = open()
    enter()
    await adapter.start(front)
    output.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
    expect(await ended).toBeUndefined()
  })

  it('ends with the reason when a line cannot be taken', async () => {
    const { adapter, front, input, enter, ended } = open(() => Promise.reject(new Error('the disk is full')))
    enter()
    await adapter.start(front)
    input.write('/help\n')
    expect(await ended).toMatchObject({ message: 'the disk is full' })
  })
})
