import type { Command, Context } from './command.ts'
import type { Commands } from './commands.ts'
import { fieldsOf, type Secret, type Whence } from './form/field.ts'
import type { Input, Request } from './request.ts'

/** What keeps the secrets of every command's form out of the requests that are stored. */
export interface Sealer {
  /** `asked`: the command whose question waits for an answer, and the field that it asks for. */
  seal(request: Request, asked?: Asked): Request
  /** Whether what the line becomes depends on the question that waits. */
  needsQuestion(request: Request): boolean
}

/** The kinds of secrets that some commands' forms ask for. */
export const secretsOf = <C extends Context>(commands: Commands<C>): readonly Secret[] => [
  ...new Set(
    commands.all.flatMap(({ form }) =>
      fieldsOf(form).flatMap(({ type }) => (type.secret ? [type.secret] : [])),
    ),
  ),
]

export interface Asked {
  readonly command: string
  readonly field: string | undefined
}

export const createSealer = <C extends Context>(commands: Commands<C>): Sealer => {
  const fields = (command: Command<C> | undefined) =>
    (command ? fieldsOf(command.form) : []).flatMap(({ name, type }) => (type.secret ? [name] : []))
  const isSecret = (command: string, name: string | undefined) =>
    fields(commands.named(command)).some((field) => field === name)
  const secrets = secretsOf(commands)
  const sealed = (text: string, whence: Whence): string =>
    secrets.reduce((rest, secret) => secret.seal(rest, whence), text)
  const sealedIn = (values: Readonly<Record<string, string>>, whenceOf: (name: string) => Whence) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, sealed(value, whenceOf(name))]))

  const holdsSecret = (line: string) => fields(commands.match(line)?.command).length > 0

  const sealInput = (input: Input, asked: Asked | undefined): Input => {
    switch (input.kind) {
      case 'line': {
        const isExpected = holdsSecret(input.text) || (asked && isSecret(asked.command, asked.field))
        const before = input.before === undefined ? {} : { before: sealed(input.before, 'anywhere') }
        return { ...input, ...before, text: sealed(input.text, isExpected ? 'expected' : 'anywhere') }
      }
      case 'form': {
        const whenceOf = (name: string) => (isSecret(input.command, name) ? 'expected' : 'anywhere')
        return { ...input, entries: sealedIn(input.entries, whenceOf) }
      }
      case 'press':
        return { ...input, press: { ...input.press, values: sealedIn(input.press.values, () => 'ours') } }
      case 'files':
      case 'unreadable':
        return input
    }
  }

  return {
    seal: (request, asked) => {
      const { quoted } = request
      return {
        ...request,
        input: sealInput(request.input, asked),
        ...(quoted && { quoted: { ...quoted, text: sealed(quoted.text, 'anywhere') } }),
      }
    },
    needsQuestion: ({ input }) =>
      input.kind === 'line' &&
      !holdsSecret(input.text) &&
      sealed(input.text, 'expected') !== sealed(input.text, 'anywhere'),
  }
}
