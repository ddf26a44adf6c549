import { choice } from '../../core/fields/choice.ts'
import { ProjectCategory } from '../../generated/prisma/enums.ts'

/** The task families of the 2016 central guideline on East–West cooperation (domain.md, section 1). */
export const categoryField = () =>
  choice([
    {
      value: ProjectCategory.industry,
      label: 'projects.category.industry',
      words: ['产业协作', '产业', '产业帮扶', 'industry'],
    },
    {
      value: ProjectCategory.labour,
      label: 'projects.category.labour',
      words: ['劳务', '就业', 'labour', 'labor', 'labor cooperation', 'labour cooperation'],
    },
    {
      value: ProjectCategory.personnel,
      label: 'projects.category.personnel',
      words: ['人才', '智力支持', 'personnel', 'intellectual support'],
    },
    {
      value: ProjectCategory.funds,
      label: 'projects.category.funds',
      words: ['资金', '政府援助', '财政援助', 'government assistance', 'funds'],
    },
    {
      value: ProjectCategory.society,
      label: 'projects.category.society',
      words: ['社会帮扶', '社会', 'society', 'social assistance'],
    },
    {
      value: ProjectCategory.together,
      label: 'projects.category.together',
      words: ['小康', 'hand-in-hand', 'moderate prosperity'],
    },
  ])
