import { z } from 'zod'
import type { Claim, FieldType, Outcome } from '../../core/form/field.ts'
import type { PairOrAll } from '../../programme/fields/pair-or-all.ts'

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

const toSubject = (value: PairOrAll): Subject =>
  value === 'programme' ? { kind: 'programme' } : { kind: 'pair', pairId: value }
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
  pairOrAll: FieldType<PairOrAll>,
  references: () => ReadonlyArray<FieldType<string>>,
): FieldType<Subject> => {
  const scopeOf = (subject: Exclude<Subject, { kind: 'record' }>): PairOrAll =>
    subject.kind === 'programme' ? 'programme' : subject.pairId
  return {
    name: 'subject',
    schema,
    recognise: (line, reading) => {
      const records = references().flatMap((type) => convertAll(type.recognise(line, reading), toRecord))
      return records.length > 0 ? records : convertAll(pairOrAll.recognise(line, reading), toSubject)
    },
    validate: (text, reading) => {
      for (const type of references()) {
        const outcome = type.validate(text, reading)
        if (outcome.kind === 'value') return convert(outcome, toRecord)
      }
      return convert(pairOrAll.validate(text, reading), toSubject)
    },
    ask: (reading) => pairOrAll.ask(reading),
    words: () => pairOrAll.words?.() ?? [],
    kinds: () => references().flatMap((type) => type.kinds?.() ?? []),
    show: (subject, reading) =>
      subject.kind === 'record' ? subject.reference : pairOrAll.show(scopeOf(subject), reading),
    write: (subject) => (subject.kind === 'record' ? subject.reference : pairOrAll.write(scopeOf(subject))),
  }
}
