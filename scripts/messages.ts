/**
 * Reads `locales/` and writes `src/generated/messages.ts`: one type that names every message and its arguments,
 * so that an unknown key or a missing argument fails the compile. Fails itself when the languages differ.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'

const root = new URL('../', import.meta.url)
const languages = ['zh-CN', 'en'] as const
const argumentTypes: Partial<Record<TYPE, string>> = {
  [TYPE.argument]: 'string | number',
  [TYPE.number]: 'number',
  [TYPE.plural]: 'number',
  [TYPE.select]: 'string',
}

const argumentsOf = (
  elements: MessageFormatElement[],
  found = new Map<string, string>(),
): Map<string, string> => {
  for (const element of elements) {
    const type = argumentTypes[element.type]
    if (type && 'value' in element && found.get(element.value) !== 'number') found.set(element.value, type)
    if (element.type === TYPE.plural || element.type === TYPE.select)
      for (const option of Object.values(element.options)) argumentsOf(option.value, found)
  }
  return found
}

const read = (language: string): Map<string, string> => {
  const directory = new URL(`locales/${language}/`, root)
  const messages = new Map<string, string>()
  for (const file of readdirSync(directory).sort()) {
    const entries = JSON.parse(readFileSync(new URL(file, directory), 'utf8')) as Record<string, string>
    for (const [key, message] of Object.entries(entries))
      messages.set(`${file.replace('.json', '')}.${key}`, message)
  }
  return messages
}

const signature = (message: string, where: string): string => {
  try {
    const found = [...argumentsOf(parse(message, { ignoreTag: true }))].sort(([a], [b]) => a.localeCompare(b))
    return `{ ${found.map(([name, type]) => `${name}: ${type}`).join('; ')} }`
  } catch (error) {
    throw new Error(`${where}: ${String(error)}`)
  }
}

const names = (of: string) => of.replace(/: [^;}]+/g, '')
const [chinese, english] = languages.map(read)
if (!chinese || !english) throw new Error('locales are missing')
const problems: string[] = []
const lines: string[] = []
for (const key of [...new Set([...chinese.keys(), ...english.keys()])].sort()) {
  const [zh, en] = [chinese.get(key), english.get(key)]
  if (zh === undefined || en === undefined) {
    problems.push(`${key}: missing in ${zh === undefined ? 'zh-CN' : 'en'}`)
    continue
  }
  const [zhSignature, enSignature] = [signature(zh, `zh-CN ${key}`), signature(en, `en ${key}`)]
  if (names(zhSignature) !== names(enSignature))
    problems.push(`${key}: ${names(zhSignature)} in zh-CN, ${names(enSignature)} in en`)
  lines.push(`  '${key}': ${enSignature === '{  }' ? 'Record<never, never>' : enSignature}`)
}
if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n`)
  process.exit(1)
}
mkdirSync(new URL('src/generated/', root), { recursive: true })
writeFileSync(
  new URL('src/generated/messages.ts', root),
  `/** Made from locales/ by scripts/messages.ts. */\nexport interface Messages {\n${lines.join('\n')}\n}\n`,
)
