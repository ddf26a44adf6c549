import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { createConsoleAdapter } from '../../../src/adapters/console/index.ts'
import { accountReference, conversationReference, type Request } from '../../../src/core/request.ts'
import { adapterContract } from '../../contracts/adapter.ts'
import { quietHost } from '../../harness/console-host.ts'
import { memoryFiles } from '../../harness/files.ts'

/** `[1] Edit  [2] Done` at the end of what was printed. */
const buttonsOf = (printed: string) => [...printed.matchAll(/\[\d+\] (\S+)/g)].map(([, label = '']) => label)

adapterContract('console', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()]
  const printed: string[] = []
  output.on('data', (chunk: Buffer) => printed.push(chunk.toString('utf8').trim()))
  const files = memoryFiles()
  const fileDirectory = await mkdtemp(join(tmpdir(), 'luyu-console-'))
  const waiting: Array<(request: Request) => void> = []
  const adapter = createConsoleAdapter({
    input,
    output,
    interactive: false,
    locale: 'zh-CN',
    host: quietHost(),
    files,
    fileDirectory,
    historyFile: '/nowhere/history',
    session: 'contract',
    onEnd: () => undefined,
  })
  await adapter.start({
    receive: async (request) => {
      waiting.shift()?.(request)
      return 'new'
    },
    check: () => ({}),
    rehearse: async () => ({}),
    isAsked: async () => true,
    moved: async () => undefined,
    admitted: async () => undefined,
    menu: () => [],
  })
  const cards = () => printed.filter((said) => !/^(──|↻|🔒)/u.test(said))
  return {
    adapter,
    conversation: conversationReference('console:main'),
    account: accountReference('console:admin'),
    secrets: [],
    taken: cards,
    standing: () => cards().map((text) => ({ text, buttons: buttonsOf(text) })),
    pressed: (label) => {
      const request = new Promise<Request>((resolve) => waiting.push(resolve))
      const number = new RegExp(`\\[(\\d+)\\] ${label}`).exec(cards().at(-1) ?? '')?.[1]
      input.write(`:press ${number}\n`)
      return request
    },
    whispered: () => printed.filter((_said, index) => printed[index - 1]?.startsWith('🔒')),
    typed: (line, where) => {
      const request = new Promise<Request>((resolve) => waiting.push(resolve))
      input.write(where === 'private' ? `:room private\n${line}\n` : `${line}\n`)
      return request
    },
    files,
    shownFiles: async () => {
      const names = [...printed.join('\n').matchAll(/ (\S*luyu-console-\S+)/g)].map(([, path = '']) => path)
      const contents = await Promise.all(names.map((path) => readFile(path).catch(() => undefined)))
      return contents.filter((content) => content !== undefined)
    },
    sent: async ({ name, content }, words) => {
      const path = join(fileDirectory, name)
      await writeFile(path, content)
      const request = new Promise<Request>((resolve) => waiting.push(resolve))
      input.write(`:room private\n:file "${path}"\n${words ?? ':file'}\n`)
      return request
    },
    close: async () => {
      await adapter.stop()
      await rm(fileDirectory, { recursive: true })
    },
  }
})
