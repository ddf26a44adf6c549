import type { Block, Card, CardAction } from '../core/card.ts'
import type { Feature } from '../core/command.ts'
import type { PublicDocuments } from '../core/document.ts'
import type { DueContext, DueHandler } from '../core/due.ts'
import type { PlainKey, Translator } from '../core/i18n.ts'
import type { Job } from '../core/job.ts'
import type { AccountReference, Locale } from '../core/request.ts'
import type { Task } from '../core/task.ts'
import type { Day, DayRange } from '../core/time/day.ts'
import type { Transaction } from '../db/database.ts'
import type { Channel } from '../generated/prisma/client.ts'
import type { Chart } from './charts/chart.ts'
import type { Programme, ProgrammeContext } from './context.ts'
import type { FirstStep } from './first-step.ts'
import type { Handover } from './handover.ts'
import type { Importable } from './importable.ts'
import type { Agenda, Agreed, Carried, Minuted } from './meeting-offers.ts'
import type { Budgets, LedgerEntry, ProjectMoney } from './money-offers.ts'
import type { Pair } from './places/registry.ts'
import type { ProjectRules } from './project-rules.ts'
import type { AuditRecord } from './records/audit.ts'
import type { Beside, Content, RecordKind } from './records/kind.ts'
import type { Lights, Supervision } from './supervision-offers.ts'

/** What a feature says of how a pair stands, and of all pairs side by side. Constant in queries, whatever the number of records. */
export interface StatusSection {
  /** What this part is called, on its button: one or two words. */
  readonly title: PlainKey
  /** Blocks for one pair's card; none when there is nothing to say. Its buttons are the feature's `pairActions`. */
  pair(transaction: Transaction, pair: Pair, today: Day, translate: Translator, now: Date): Promise<Block[]>
  /**
   * Columns for the table of all pairs: a title and a cell by pair id. Three at most, the one that says most first: with
   * the pair's name they are what a phone shows.
   */
  overview(transaction: Transaction, today: Day, translate: Translator): Promise<readonly OverviewColumn[]>
}

export interface OverviewColumn {
  readonly title: string
  readonly cells: ReadonlyMap<number, string>
  /** The programme's total. */
  readonly total: string
}

/** What a feature says in the weekly summary. */
export interface DigestSection<Data = unknown> {
  /** Reads the period once for all pairs, channels and languages: a constant number of queries. */
  collect(transaction: Transaction, period: DayRange, today: Day): Promise<Data>
  /** Pure: same data, same bytes. `pairs` is one pair, or all of them for the roll-up. */
  present(data: Data, pairs: readonly Pair[], translate: Translator): DigestContribution
}

export interface DigestContribution {
  /**
   * Pieces of the official sentence; none when nothing happened. Chinese: verb and figures, `开展交流互访3批次、36人次`;
   * English: a noun phrase, `3 exchange visits (36 person-times)`.
   */
  readonly fragments: readonly string[]
  /**
   * The same pieces for the year so far (`yearThrough` the period): from 1 January of the year in which the period begins, to
   * the period's end in that year.
   */
  readonly yearToDate?: readonly string[]
  /** What happened, record by record: five at most, then one line that says how many more. Not shown in the roll-up. */
  readonly blocks: readonly Block[]
  /** What is overdue: how many, and a line each for the first five. */
  readonly overdue: Overdue
}

export interface Overdue {
  readonly count: number
  readonly lines: readonly string[]
}

/** A picture that a feature can draw of a pair, or of all of them: on demand, and after the weekly summary. */
export interface ChartOffer {
  /** Typed, and part of keys: `visits`. */
  readonly name: string
  /** On its button, and one of the words that name it. */
  readonly title: PlainKey
  /** Other words for it, in both languages. */
  readonly words: readonly string[]
  /**
   * What there is to draw, as of a day; undefined where there is nothing. With the words of `translate`, in a constant number
   * of queries, and without names of persons: it is shown in channels.
   */
  read(
    transaction: Transaction,
    pair: Pair | undefined,
    today: Day,
    translate: Translator,
  ): Promise<Chart | undefined>
}

/** What a feature keeps records of, and how one is shown by its reference. */
export interface Records {
  /** Of their references: `V` of `V-2025-0031`. */
  readonly prefix: string
  /** Absent where records are kept in a way of their own. */
  readonly kind?: RecordKind<Content>
  /** Of those that the person may see, the latest first, with references that begin so; to complete what is typed. */
  references?(context: ProgrammeContext, beginning: string, most: number): Promise<readonly string[]>
  show(context: ProgrammeContext, reference: string): Promise<Card>
}

/** What a feature does about the times of its records, which `rewriteDue` writes. */
export interface DueTimes {
  /** What the references begin with, where the feature keeps no records of its own. */
  readonly prefix?: string
  readonly lock?: DueHandler<Transaction>['lock']
  /** Says what there is to say when they have come. */
  readonly run: DueHandler<Transaction>['run']
  /** Reckons anew what these records still have coming: workdays have been moved. */
  rewrite(context: Omit<DueContext<Transaction>, 'send'>, references: readonly string[]): Promise<void>
}

/** Something of a channel that can be set, how it is set, and what sets it otherwise. */
export interface ChannelSetting {
  readonly label: PlainKey
  readonly value: string
  readonly buttons: readonly CardAction[]
}

/** What one capability offers to the rest of the programme. */
export interface ProgrammeFeature extends Feature<ProgrammeContext> {
  readonly jobs?: ReadonlyArray<Job<Transaction>>
  readonly status?: StatusSection
  readonly digest?: DigestSection
  readonly charts?: readonly ChartOffer[]
  readonly records?: Records
  /** Buttons on the cards of a pair, or of the whole programme when there is none: its list, its summary. */
  pairActions?(pair: Pair | undefined, translate: Translator): readonly CardAction[]
  readonly firstSteps?: readonly FirstStep[]
  readonly agenda?: Agenda
  /** Which of some records, by their references, are of this feature and need no meeting: resolved, done, called off. */
  settled?(transaction: Transaction, references: readonly string[]): Promise<readonly string[]>
  /** What a pair's next meeting begins with, by pair, the most urgent first. One statement for all pairs. */
  carried?(
    transaction: Transaction,
    pairIds: readonly number[],
  ): Promise<ReadonlyMap<number, readonly Carried[]>>
  readonly agreed?: Agreed
  readonly minuted?: Minuted
  readonly budgets?: Budgets
  /** By the references of projects; those of which the ledger knows nothing are left out. One statement for any number. */
  moneyOf?(
    transaction: Transaction,
    projectReferences: readonly string[],
  ): Promise<ReadonlyMap<string, ProjectMoney>>
  readonly supervision?: Supervision
  readonly lights?: Lights
  /** How what is open, and an officer answers for, passes to a successor. */
  readonly handover?: Handover
  /**
   * What its records say on the cards of the records that they are about, by the references of those: each with its `line`. One
   * statement for any number.
   */
  onCards?(
    transaction: Transaction,
    references: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Beside[]>>
  /** The ledger's entries for these projects, and those of these pairs' accounts that name none, the earliest first. */
  entriesOf?(
    transaction: Transaction,
    asked: { readonly projects: readonly string[]; readonly pairIds: readonly number[] },
    most: number,
  ): Promise<readonly LedgerEntry[]>
  /** Removes what of its own ties a former officer to their accounts, such as private addresses; what they entered stays. */
  forget?(transaction: Transaction, officerId: number): Promise<void>
  /** What it lets be set for a channel, for the channel's card. */
  channelSettings?(
    context: Pick<ProgrammeContext, 'clock' | 'translate'>,
    channel: Channel,
  ): readonly ChannelSetting[]
  readonly due?: readonly DueTimes[]
  /** What may be imported from sheets. */
  readonly imports?: readonly Importable[]
  /** Work longer than a transaction; commands begin it by its name. */
  readonly tasks?: ReadonlyArray<Task<Transaction>>
  /** What may be read over HTTP beneath `PUBLIC_URL`; only offered where there is one. */
  readonly documents?: PublicDocuments<Transaction>
  /** Takes the change back, in the request's transaction; returns what now stands. */
  undo?(context: ProgrammeContext, entry: AuditRecord): Promise<Card>
}

/** After how many workdays without an answer a problem goes to both offices, to the provinces, and to the joint meeting. */
export type LadderWorkdays = readonly [offices: number, provinces: number, meeting: number]

/** What every feature is made with. */
export interface FeatureTools extends Programme {
  /** Every feature of the program, this one included; complete once all are made: read it when a command runs, not before. */
  features(): readonly ProgrammeFeature[]
  /** When the weekly summary is due: five cron fields. */
  readonly digestCron: string
  readonly ladderWorkdays: LadderWorkdays
  /** Those by configuration, whatever their records say. */
  readonly administrators?: readonly AccountReference[]
  /** Yuan with two places: an entry of more is confirmed by a second person of the other office. */
  readonly fundLimit: string
  /** What projects are measured by. */
  readonly projectRules: ProjectRules
  /** Undefined where the operator names none. */
  readonly publisher?: Publisher | undefined
  /** For people whose own language is not known. */
  readonly defaultLocale: Locale
  /** Beneath which documents are read, without a slash at its end; undefined where nothing is reached from outside. */
  readonly publicUrl?: string | undefined
  /** Addresses that open a private chat with the bot, in which these characters are sent with `/start`: one for each platform that has such. */
  startLinks?(payload: string): readonly string[]
}

/** Who publishes by the IATI standard: as its register knows them (`CN-USCI-…`), and by name. */
export interface Publisher {
  readonly identifier: string
  readonly name: string
}

export type FeatureFactory = (tools: FeatureTools) => ProgrammeFeature

/** Keeps the type of the collected data while the section is written. */
export const defineDigest = <Data>(section: DigestSection<Data>): DigestSection => section as DigestSection
