import { UserError } from '../../core/errors.ts'
import { count } from '../../core/fields/count.ts'
import { date } from '../../core/fields/date.ts'
import { reference } from '../../core/fields/reference.ts'
import { text } from '../../core/fields/text.ts'
import { formButton } from '../../core/form/button.ts'
import type { FieldType } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import { endingBefore } from '../../core/text.ts'
import { InspectionState } from '../../generated/prisma/enums.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { leadingPairField, pairGiven } from '../../programme/fields/leading-pair.ts'
import { pairCalled } from '../../programme/fields/pair.ts'
import { defineKind, fieldsFor } from '../../programme/records/kind.ts'
import { requireReferenced } from '../../programme/records/referenced.ts'
import { checkYears } from '../../programme/records/years.ts'
import { content, type InspectionContent, isOpen, isOverdue } from './content.ts'
import { askedWithin, dueField, inspectedField, rectificationField } from './deadlines.ts'

type Word =
  | 'project'
  | 'on'
  | 'unit'
  | 'findings'
  | 'score'
  | 'rectification'
  | 'due'
  | 'result'
  | 'rectified'
const words = (name: Word, ...keys: string[]) =>
  ({ label: `inspections.field.${name}`, example: `inspections.example.${name}`, keys }) as const

/** 扣5分, 5 points deducted: what is taken off is found, and is no score. */
const takenOff = /(?:[扣减罚](?:除|掉|去|了)*|(?<![a-z])(?:deduct(?:ed|ing)?|minus|lost|less))\s?$/iu
const takenOffBehind = /^\s?(?:deducted|off|lost)(?![a-z])/iu

/** 85分, of a hundred. */
const scoreField = (): FieldType<number> => {
  const type = count({ units: ['分', 'points', 'point'], maximum: 100 })
  return {
    ...type,
    recognise: (line, reading) =>
      type
        .recognise(line, reading)
        .filter(
          ({ start, end }) =>
            endingBefore(takenOff, line, start) === undefined && !takenOffBehind.test(line.slice(end)),
        ),
    fillers: ['(?:评分|得分|打分|总分)(?:为|是)?', 'score(?: is| of)?'],
    show: (score, { translate }) => translate('inspections.score', { score }),
  }
}

const { column } = fieldsFor<InspectionContent>()

/** Whether something is to be rectified follows from what was asked for. */
const settled = (inspection: InspectionContent): InspectionContent => {
  const { state, rectification, dueOn } = inspection
  if (state !== InspectionState.noted && state !== InspectionState.open) return inspection
  const isAsked = rectification !== null || dueOn !== null
  return { ...inspection, state: isAsked ? InspectionState.open : InspectionState.noted }
}

/** A visit of supervision or an evaluation (督查检查): what was found, how it is scored, and what is rectified by when. */
export const inspectionKind = (tools: FeatureTools) =>
  defineKind({
    feature: 'inspections',
    prefix: 'I',
    word: 'inspect',
    noun: 'inspections.noun',
    listLabel: 'inspections.button.list',
    referenceExample: 'inspections.example.reference',
    table: 'inspection',
    content,
    begins: InspectionState.noted,
    takesFiles: true,
    isSupervised: true,
    fields: {
      pair: column('pairId', leadingPairField(tools.registry), {
        ...pairCalled(),
        // The channel tells, or whose officer asks; where neither does it is asked for after the rest.
        asked: false,
      }),
      project: column('project', reference('P'), { ...words('project', '项目'), asked: false }),
      findings: column('findings', text({ maximum: 1000, multiline: true }), {
        ...words('findings', '发现', '发现问题', '问题', '情况', 'what', 'text'),
        given: 'always',
        freeText: true,
      }),
      on: column('inspectedOn', inspectedField(), {
        ...words('on', '日期', '时间', '督查日期', '检查日期', 'date'),
      }),
      unit: column('unit', text({ maximum: 100 }), {
        ...words('unit', '督查单位', '检查单位', '检查组', '督查组', '单位', 'inspectors', 'by'),
        claims: false,
      }),
      score: column('score', scoreField(), words('score', '评分', '得分')),
      rectification: column('rectification', rectificationField(), {
        ...words('rectification', '整改', '整改要求', 'rectify'),
        claims: false,
      }),
      due: column('dueOn', dueField(tools.calendar), {
        ...words('due', '整改期限', '期限', '限期', '整改时限', 'deadline'),
      }),
      result: column('result', text({ maximum: 1000, multiline: true }), {
        ...words('result', '结果', '整改情况', '整改结果', 'note'),
        given: 'later',
        freeText: true,
      }),
      rectified: column('rectifiedOn', date({ prefer: 'past' }), { ...words('rectified'), given: 'never' }),
    },
    phases: {
      noted: 'inspections.phase.noted',
      open: 'inspections.phase.open',
      overdue: 'inspections.phase.overdue',
      rectified: 'inspections.phase.rectified',
      cancelled: 'inspections.phase.cancelled',
    },
    phaseOf: (inspection, today) => (isOverdue(inspection, today) ? 'overdue' : inspection.state),
    settle: settled,
    begun: (inspection, context) => {
      const today = context.clock.today()
      const said = inspection.dueOn === null ? inspection.rectification : null
      const asked = said === null ? inspection : askedWithin(dueField(tools.calendar), said, context.reading)
      const isAsked = asked.rectification !== null && asked.dueOn === null
      const workdays = tools.projectRules.supervisionWorkdays(today)
      return {
        ...inspection,
        rectification: asked.rectification,
        dueOn: asked.dueOn,
        pairId: pairGiven(context, tools.registry, inspection.pairId, inspection.findings),
        inspectedOn: inspection.inspectedOn ?? today,
        ...(isAsked && { dueOn: tools.calendar.addWorkdays(today, workdays) }),
      }
    },
    check: async (context, inspection, before) => {
      const { inspectedOn, dueOn, project } = inspection
      const today = context.clock.today()
      if (inspectedOn !== before?.inspectedOn) {
        if (inspectedOn > today) throw new UserError(notice('inspections.future'), 'on')
        checkYears('on', today, [inspectedOn], before && [before.inspectedOn])
      }
      if (isOpen(inspection) && dueOn === null) throw new UserError(notice('inspections.needsDue'), 'due')
      if (dueOn !== null && dueOn !== before?.dueOn) {
        if (dueOn < inspectedOn) throw new UserError(notice('inspections.dueBefore'), 'due')
        checkYears('due', today, [dueOn], before?.dueOn ? [before.dueOn] : undefined)
      }
      if (project !== null && project !== before?.project)
        await requireReferenced(context, tools, project, 'project')
    },
    buttons: (inspection, { translate }, { mayWrite }) =>
      mayWrite && isOpen(inspection)
        ? [
            {
              ...formButton(translate('inspections.button.rectify'), 'inspect rectify', {
                reference: inspection.reference,
              }),
              style: 'primary',
            },
          ]
        : [],
  })

export type InspectionKind = ReturnType<typeof inspectionKind>
