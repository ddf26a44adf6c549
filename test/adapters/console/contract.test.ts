import { PassThrough } from 'node:stream'
import { createConsoleAdapter } from '../../../src/adapters/console/index.ts'
import { accountReference, conversationReference, type Request } from '../../../src/core/request.ts'
import { adapterContract } from '../../contracts/adapter.ts'

/** `[1] Edit  [2] Done` at the end of what was printed. */
const buttonsOf = (printed: string) => [...printed.matchAll(/\[\d+\] (\S+)/g)].map(([, label = '']) => label)

adapterContract('console', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()]
  const printed: string[] = []
  output.on('data', (chunk: Buffer) => printed.push(chunk.toString('utf8').trim()))
  const waiting: Array<(request: Request) => void> = []
  const adapter = createConsoleAdapter({
    input,
    output,
    interactive: false,
    locale: 'zh-CN',
    host: {
      enterRoom: async () => '',
      moveClock: async () => true,
      setLanguage: async () => undefined,
      settled: async () => undefined,
    },
    session: 'contract',
    onEnd: () => undefined,
  })
  await adapter.start({
    receive: async (request) => {
      waiting.shift()?.(request)
      return 'new'
    },
    check: () => ({}),
    moved: async () => undefined,
    menu: () => [],
  })
  const cards = () => printed.filter((said) => !said.startsWith('──') && !said.startsWith('↻'))
  return {
    adapter,
    conversation: conversationReference('console:main'),
    account: accountReference('console:admin'),
    secrets: [],
    taken: cards,
    standing: () => cards().map((text) => ({ text, buttons: buttonsOf(text) })),
    typed: (line, where) => {
      const request = new Promise<Request>((resolve) => waiting.push(resolve))
      input.write(where === 'private' ? `:room private\n${line}\n` : `${line}\n`)
      return request
    },
    close: () => adapter.stop(),
  }
})
