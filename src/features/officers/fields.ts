import { choice } from '../../core/fields/choice.ts'
import { text } from '../../core/fields/text.ts'
import { field } from '../../core/form/field.ts'
import { officeField } from '../../programme/fields/office.ts'
import { placeField } from '../../programme/fields/place.ts'
import type { Registry } from '../../programme/places/registry.ts'

/** The fields that describe an officer. */
export const appointmentFields = (registry: Registry) => ({
  name: field(text({ maximum: 60 }), {
    label: 'officers.name',
    example: 'officers.nameExample',
    keys: ['姓名'],
    freeText: true,
  }),
  place: field(placeField(registry), {
    label: 'officers.place',
    example: 'programme.pair.example',
    keys: ['pair', '地方', '结对'],
  }).optional(),
  role: field(
    choice([
      { value: 'officer', label: 'programme.role.officer', words: ['officer', 'liaison'] },
      { value: 'viewer', label: 'programme.role.viewer', words: ['只读'] },
      { value: 'supervisor', label: 'programme.role.supervisor', words: ['督导'] },
      { value: 'administrator', label: 'programme.role.administrator', words: ['admin'] },
    ]),
    { label: 'officers.role', example: 'officers.roleExample', keys: ['角色'] },
  ).optional(),
  office: field(officeField(registry), {
    label: 'officers.office',
    example: 'officers.officeExample',
    keys: ['机构', '单位'],
    claims: false,
  }).optional(),
})
