import { z } from 'zod'
import type { Claim, FieldType, Outcome, Reading } from '../../core/form/field.ts'

/** What a status is asked of. */
export type Subject =
  | { readonly kind: 'pair'; readonly pairId: number }
  | { readonly kind: 'record'; readonly reference: string }
  | { readonly kind: 'programme' }

const schema: z.ZodType<Subject> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pair'), pairId: z.number().int() }),
  z.object({ kind: z.literal('record'), reference: z.string() }),
  z.object({ kind: z.literal('programme') }),
])

const everything = /(?<![A-Za-z])(?:all|programme)(?![A-Za-z])|全部|所有/gi

const toPair = (pairId: number): Subject => ({ kind: 'pair', pairId })
const toRecord = (reference: string): Subject => ({ kind: 'record', reference })

const convert = <Value>(outcome: Outcome<Value>, to: (value: Value) => Subject): Outcome<Subject> => {
  if (outcome.kind === 'value') return { kind: 'value', value: to(outcome.value) }
  if (outcome.kind === 'choice') return { kind: 'choice', values: outcome.values.map(to) }
  return outcome
}

const convertAll = <Value>(claims: Claim<Value>[], to: (value: Value) => Subject): Claim<Subject>[] =>
  claims.map(({ start, end, outcome }) => ({ start, end, outcome: convert(outcome, to) }))

/**
 * A pair, the whole programme, or a record by its reference.
 * `references` gives the reference type of every kind of record; it is asked late, when all features are known.
 */
export const subjectField = (
  pair: FieldType<number>,
  references: () => ReadonlyArray<FieldType<string>>,
): FieldType<Subject> => {
  const recognise = (line: string, reading: Reading): Claim<Subject>[] => {
    const records = references().flatMap((type) => convertAll(type.recognise(line, reading), toRecord))
    if (records.length > 0) return records
    const whole = [...line.matchAll(everything)].map(
      (match): Claim<Subject> => ({
        start: match.index,
        end: match.index + match[0].length,
        outcome: { kind: 'value', value: { kind: 'programme' } },
      }),
    )
    return whole.length > 0 ? whole : convertAll(pair.recognise(line, reading), toPair)
  }

  return {
    name: 'subject',
    schema,
    recognise,
    validate: (text, reading) => {
      if (text.trim().replace(everything, '') === '' && text.trim() !== '')
        return { kind: 'value', value: { kind: 'programme' } }
      for (const type of references()) {
        const outcome = type.validate(text, reading)
        if (outcome.kind === 'value') return convert(outcome, toRecord)
      }
      return convert(pair.validate(text, reading), toPair)
    },
    ask: (reading) => {
      const control = pair.ask(reading)
      if (control.kind !== 'choice') return control
      const all = { label: reading.translate('status.all'), value: 'all' }
      return { kind: 'choice', options: [...control.options, all] }
    },
    show: (subject, reading) => {
      if (subject.kind === 'programme') return reading.translate('status.all')
      return subject.kind === 'record' ? subject.reference : pair.show(subject.pairId, reading)
    },
    write: (subject) => {
      if (subject.kind === 'programme') return 'all'
      return subject.kind === 'record' ? subject.reference : pair.write(subject.pairId)
    },
  }
}
