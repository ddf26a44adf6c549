import { z } from 'zod'
import { problemOf } from '../../core/fields/outcome.ts'
import type { FieldType } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import { Side } from '../../generated/prisma/enums.ts'

/** Who of which office confirmed an entry as the second person. */
export interface Approval {
  readonly side: Side
  readonly name?: string | undefined
}

/** Nobody types it: it follows from a second person's button. */
export const approvalField = (): FieldType<Approval> => ({
  name: 'approval',
  schema: z.object({ side: z.enum(Side), name: z.string().optional() }) as z.ZodType<Approval>,
  recognise: () => [],
  validate: () => problemOf(notice('funds.approval.untyped')),
  ask: () => ({ kind: 'text', multiline: false }),
  show: ({ side, name }, { translate }) => {
    const office = translate('funds.side', { side })
    return name === undefined ? office : translate('funds.approval.by', { office, name })
  },
  write: ({ side, name }) => `${side} ${name ?? ''}`.trim(),
})
