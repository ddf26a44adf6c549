import { choice } from '../../../core/fields/choice.ts'
import { ProjectState } from '../../../generated/prisma/enums.ts'

/** The stages by their names, and by what people call having reached them. */
export const stageChoice = () =>
  choice([
    { value: ProjectState.reserve, label: 'projects.phase.reserve', words: ['项目库', '储备库', 'pipeline'] },
    { value: ProjectState.approved, label: 'projects.phase.approved', words: ['已立项', '批复', 'approval'] },
    {
      value: ProjectState.bidding,
      label: 'projects.phase.bidding',
      words: ['招标', '招投标中', 'tender', 'tendering'],
    },
    {
      value: ProjectState.started,
      label: 'projects.phase.started',
      words: ['已开工', '动工', 'start', 'start of works', 'begun'],
    },
    {
      value: ProjectState.building,
      label: 'projects.phase.building',
      words: ['建设', '施工', '实施', '实施中', 'building', 'construction', 'under way'],
    },
    {
      value: ProjectState.completed,
      label: 'projects.phase.completed',
      words: ['已竣工', '完工', '已完工', '完成', 'completion', 'finished', 'done'],
    },
    {
      value: ProjectState.accepted,
      label: 'projects.phase.accepted',
      words: ['已验收', '评价', '绩效评价', '验收合格', 'acceptance', 'evaluated'],
    },
    {
      value: ProjectState.handed_over,
      label: 'projects.phase.handed_over',
      words: ['已移交', 'handover', 'hand over', 'transferred'],
    },
  ])
