import type { FeatureTools, ProgrammeFeature } from '../../../programme/feature.ts'
import { editCommand, showCommand } from '../../../programme/records/commands.ts'
import { manifestOf } from '../../../programme/records/manifest.ts'
import { cancelCommand } from '../../../programme/records/steps.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { lockMeetings } from '../slot.ts'
import { addCommand } from './add.command.ts'
import { doneCommand, laterCommand, moveCommand } from './item.commands.ts'
import { type ItemKind, itemKind } from './item.kind.ts'
import { listItems } from './item.list.ts'
import { agendaOf } from './put.ts'
import { settlingOf } from './settle.ts'
import { templateCommand } from './template.command.ts'

type Verb = 'list' | 'add' | 'standing' | 'show' | 'edit' | 'done' | 'move' | 'later' | 'cancel'
const named = (verb: Verb, ...others: string[]) =>
  ({
    name: `agenda ${verb}`,
    aliases: others.map((word) => `议题 ${word}`),
    summary: `agenda.${verb}.summary`,
    examples: [`agenda.${verb}.example1`, `agenda.${verb}.example2`, `agenda.${verb}.example3`],
  }) as const

/** Agendas: the usual one of a meeting, and items (议题) of their own, kept also while no meeting is set. */
export const agendaItems = (
  tools: FeatureTools,
  meetings: MeetingRecordKind,
): Required<Pick<ProgrammeFeature, 'commands' | 'agenda' | 'undo' | 'pairActions'>> & {
  /** Of the items' references. */
  readonly prefix: string
} => {
  const { registry } = tools
  const settling = settlingOf(tools)
  const kind: ItemKind = {
    ...itemKind(registry),
    check: lockMeetings,
    changed: async (context, item, before) => {
      await settling.itemChanged(context, item, before)
      return []
    },
  }
  const { undo, pairActions } = manifestOf(kind, registry)
  return {
    prefix: kind.prefix,
    commands: [
      templateCommand(meetings, registry, {
        name: 'meeting template',
        aliases: ['会议 套用议程', '会议 套用模板', '会议 模板'],
        summary: 'agenda.template.summary',
        examples: ['agenda.template.example1', 'agenda.template.example2', 'agenda.template.example3'],
      }),
      {
        ...listItems(kind, meetings, tools, named('list', '列表', '清单', '待议')),
        byDefault: true,
        // 议题改为产业协作 is said of a meeting.
        apart: true,
      },
      addCommand(kind, meetings, tools, named('add', '添加', '新增', '登记', '提出'), 'waiting'),
      addCommand(kind, meetings, tools, named('standing', '常设'), 'standing'),
      showCommand(kind, registry, named('show', '查看', '详情')),
      editCommand(kind, registry, named('edit', '修改', '编辑', '更正')),
      doneCommand(kind, meetings, registry, named('done', '已议', 'treated')),
      moveCommand(kind, meetings, tools, named('move', '改列', '移至', '列入')),
      laterCommand(kind, registry, named('later', '缓议', '下次再议')),
      cancelCommand(
        kind,
        registry,
        named('cancel', '撤下', '取消', '删除', '作废', 'drop', 'delete', 'remove'),
      ),
    ],
    agenda: agendaOf(kind, tools, settling),
    undo,
    pairActions,
  }
}
