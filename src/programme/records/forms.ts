import { z } from 'zod'
import { type FileEntry, file } from '../../core/fields/file.ts'
import { reference } from '../../core/fields/reference.ts'
import { type FieldDescription, type FieldType, field } from '../../core/form/field.ts'
import { fold } from '../../core/text.ts'
import { type Content, isEntered, type RecordFields, type RecordKind, type ValueOf } from './kind.ts'

type Schema<Field> = z.ZodType<ValueOf<Field>>
type Later = { readonly given: 'later' | 'never' }
type Always = { readonly given: 'always' }

/** The files of a request, in a form of a kind that takes them; the name is no other field's. */
type FilesShape = { files: z.ZodOptional<z.ZodType<readonly FileEntry[]>> }

export const filesShape = <C extends Content>({ takesFiles }: RecordKind<C>): Partial<FilesShape> =>
  takesFiles ? takingFiles() : {}

/** The same for a form that is of no kind of record. */
export const takingFiles = (): FilesShape => ({
  files: field(file(), {
    label: 'records.files',
    example: 'records.filesExample',
    keys: [],
    claims: false,
    asked: false,
  }).optional(),
})

/** What a record is entered with: all fields but those that are filed later. */
export type EnterForm<F> = z.ZodObject<
  {
    [Name in keyof F as F[Name] extends Later ? never : Name]: F[Name] extends Always
      ? Schema<F[Name]>
      : z.ZodOptional<Schema<F[Name]>>
  } & FilesShape
>

const enteredFields = <C extends Content>({ fields }: RecordKind<C>) =>
  Object.entries(fields).filter(([, field]) => isEntered(field))

/** A field of a record in a form of its own. */
export const ask = <C extends Content, F extends RecordFields<C>, Name extends keyof F & string>(
  { fields }: RecordKind<C, F>,
  name: Name,
  more: Partial<FieldDescription> = {},
): Schema<F[Name]> => {
  const asked = fields[name] as RecordFields<C>[string]
  return field(asked.type, { ...asked, ...more }) as Schema<F[Name]>
}

/** Which record is meant. */
export const askReference = <C extends Content>({ prefix, referenceExample }: RecordKind<C>) =>
  field(reference(prefix, { alone: true }), {
    label: 'records.reference',
    example: referenceExample,
    keys: ['编号', 'ref'],
    fixed: true,
  })

export const referenceForm = <C extends Content>(kind: RecordKind<C>) =>
  z.object({ reference: askReference(kind) })

export const enterForm = <C extends Content, F extends RecordFields<C>>(
  kind: RecordKind<C, F>,
): EnterForm<F> =>
  z.object({
    ...Object.fromEntries(
      enteredFields(kind).map(([name, { given }]) => {
        const asked = ask(kind, name)
        return [name, given === 'always' ? asked : asked.optional()]
      }),
    ),
    ...filesShape(kind),
  }) as unknown as EnterForm<F>

/**
 * A name by itself is no new head of a delegation: 周三走 and 高铁去 look like names too. It needs its post, its key, or the
 * words that say what the person does.
 */
const withoutBareNames = <Type extends FieldType<unknown>>(type: Type): Type =>
  type.name !== 'person'
    ? type
    : {
        ...type,
        recognise: (line, reading) =>
          type.recognise(line, reading).filter(({ start, end, outcome }) => {
            const name = outcome.kind === 'value' ? type.write(outcome.value) : undefined
            return name === undefined || fold(line.slice(start, end)).trim() !== fold(name)
          }),
      }

/** What of a record may be edited: the same fields, none of which must be given. */
export const editForm = <C extends Content>(kind: RecordKind<C>): ReturnType<typeof referenceForm> =>
  z.object({
    reference: askReference(kind),
    // Words that nothing claims are not taken for a new text, unless a person says so: they may be a mistyped value.
    ...Object.fromEntries(
      enteredFields(kind).map(([name, { type, freeText, ...rest }]) => [
        name,
        field(withoutBareNames(type), {
          ...rest,
          freeText: false,
          ...(freeText && { keepsWords: true }),
        }).optional(),
      ]),
    ),
    ...filesShape(kind),
  })
