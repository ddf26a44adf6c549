import { z } from 'zod'
import { date } from '../../core/fields/date.ts'
import { text } from '../../core/fields/text.ts'
import type { Day } from '../../core/time/day.ts'
import { NoticeState } from '../../generated/prisma/enums.ts'
import { pairField } from '../../programme/fields/pair.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { day, defineKind, fieldsFor, sharedContent } from '../../programme/records/kind.ts'

const content = z.object({
  ...sharedContent,
  about: z.string(),
  dueOn: day.nullable(),
  result: z.string().nullable(),
  state: z.enum(NoticeState),
})
export type NoticeContent = z.infer<typeof content>

const isOverdue = ({ state, dueOn }: NoticeContent, today: Day) =>
  state === NoticeState.open && dueOn !== null && dueOn < today

const { column } = fieldsFor<NoticeContent>()

/** Something that a pair is asked to do (通知). */
export const noticeKind = (registry: Registry) =>
  defineKind({
    feature: 'notices',
    prefix: 'N',
    word: 'notice',
    noun: 'notices.noun',
    listLabel: 'notices.listButton',
    referenceExample: 'notices.example.reference',
    table: 'notice',
    content,
    begins: NoticeState.open,
    fields: {
      pair: column('pairId', pairField(registry), {
        label: 'programme.pair.label',
        example: 'programme.pair.example',
        keys: ['结对'],
        given: 'always',
      }),
      about: column('about', text({ maximum: 300 }), {
        label: 'notices.field.about',
        example: 'notices.example.about',
        keys: ['内容', '事项'],
        given: 'always',
        freeText: true,
      }),
      due: column('dueOn', date({ prefer: 'future' }), {
        label: 'notices.field.due',
        example: 'notices.example.due',
        keys: ['期限', 'by'],
      }),
      result: column('result', text({ maximum: 1000, multiline: true }), {
        label: 'notices.field.result',
        example: 'notices.example.result',
        keys: ['结果'],
        given: 'later',
        freeText: true,
      }),
    },
    phases: {
      open: 'notices.phase.open',
      overdue: 'notices.phase.overdue',
      closed: 'notices.phase.closed',
      cancelled: 'notices.phase.cancelled',
    },
    phaseOf: (notice, today) => (isOverdue(notice, today) ? 'overdue' : notice.state),
  })

export type NoticeKind = ReturnType<typeof noticeKind>
