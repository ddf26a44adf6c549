import { type Command, defineCommand } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { type FieldType, field } from '../../core/form/field.ts'
import { readWords } from '../../core/form/words.ts'
import { notice } from '../../core/i18n.ts'
import { fold } from '../../core/text.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { enterCommand, type Named } from '../../programme/records/commands.ts'
import { isAsked, spokenOf, verbsOf, withoutVerb } from '../../programme/records/spoken.ts'
import type { MeetingRecordKind } from './kind.ts'
import { notInThePast } from './past.ts'
import { endField } from './series/end.field.ts'
import { repetition } from './series/form.ts'
import { namesOneDay } from './series/from.field.ts'
import { ruleField } from './series/rule.field.ts'
import { findRules } from './series/rule-words.ts'
import type { meetingSeries } from './series/series.command.ts'

/** 开联席会议, hold a symposium. */
const held = /开(?!展|发|始|放|通|工)|举[行办]|(?<!\p{L})(?:hold|have)(?!\p{L})/iu
/** Whoever goes somewhere to meet tells of a visit. */
const travels = /[→赴]|前往|带队|来访|一行|至|(?<!\p{L})(?:to|visit\w*|lead\w*)(?!\p{L})/iu

/** 3月20日 … 研究每月15日报账: whoever names a day means one meeting, whatever else comes again and again. */
const ruleWithoutDay = (): FieldType<string> => {
  const rule = ruleField()
  return {
    ...rule,
    recognise: (line, reading) =>
      namesOneDay(reading.sentence ?? line, reading) ? [] : rule.recognise(line, reading),
  }
}

/**
 * Schedules a meeting. Its types are its names too: 安排联席会议. Told in passing, a meeting has a time of day, or is held at
 * some place on a day: 3月5日至7日赴武隆召开座谈会 tells of a visit.
 */
export const scheduleCommand = (
  kind: MeetingRecordKind,
  registry: Registry,
  series: Pick<ReturnType<typeof meetingSeries>, 'fromOne'>,
  named: Named,
): Command<ProgrammeContext> => {
  const enter = enterCommand(kind, registry, named)
  const { form } = enter
  const one = notInThePast(kind, registry, {
    ...enter,
    hears: (sentence, reading) => {
      const length = verbsOf(named).lengthAtStart(sentence.text)
      const { namesRecord, rest } = spokenOf(kind, sentence, reading)
      const words = withoutVerb(kind, rest, { start: 0, end: length })
      if (length > 0 && !namesRecord && !isAsked(sentence) && readWords(form, words, reading).filled.type)
        return [{ words, certainty: 'sure' }]
      return (enter.hears?.(sentence, reading) ?? []).filter((hearing) => {
        const { time, host, type } = readWords(form, hearing.words, reading).filled
        const isTimed = time !== undefined && time.outcome.kind !== 'problem'
        const isHeld = time && host && type && held.test(sentence.text) && !travels.test(sentence.text)
        return hearing.certainty !== 'possible' || isTimed || isHeld
      })
    },
  } as Command<ProgrammeContext>)
  return defineCommand({
    ...one,
    // A line may say how often, and is then one for a series; a sentence that does is the series' own.
    hears: (sentence, reading) =>
      findRules(fold(sentence.text)).some(({ rule }) => rule) && !namesOneDay(fold(sentence.text), reading)
        ? []
        : (one.hears?.(sentence, reading) ?? []),
    form: form.extend({
      rule: field(ruleWithoutDay(), { ...repetition.rule, asked: false }).optional(),
      end: field(endField(), repetition.end).optional(),
    }),
    run: (context: ProgrammeContext, { rule, end, ...values }) =>
      rule === undefined ? one.run(context, values) : series.fromOne(context, { ...values, rule, end }),
    amend: (context: ProgrammeContext, record, { rule, end, ...values }) => {
      if (rule !== undefined || !one.amend) throw new UserError(notice('meetings.series.notByEdit'), 'rule')
      return one.amend(context, record, values)
    },
  })
}
