// Texts as papers print them, with what their feeds say of them, rightly and wrongly.
import { expect, test } from 'vitest'
import { tongueOf } from './article-language.ts'

const german =
  'Die Stadt hat am Montag beschlossen, den alten Hafen nicht zu verkaufen. Das Gelände soll nun mit einem Park und einer Bibliothek bebaut werden, die auch für die Nachbarschaft offen ist.'
const english =
  'The council decided on Monday that the old harbour will not be sold. The site is to have a park and a library which would be open to the people who live nearby, it was said.'

test.each([
  [german, ['en-US'], 'de', 'ltr', false],
  [german, ['de-AT'], 'de-AT', 'ltr', false],
  [english, [null, 'en-GB'], 'en-GB', 'ltr', false],
  [english, ['de'], 'en', 'ltr', false],
  [english, [], 'en', 'ltr', false],
  ['Kurz.', [null, 'de'], 'de', 'ltr', false],
  ['Short.', [], null, 'ltr', false],
  ['قررت المدينة يوم الاثنين عدم بيع الميناء القديم.', ['en-US'], 'ar', 'rtl', false],
  ['شهر قدیمی در روز دوشنبه فروخته نشد.', ['fa-IR'], 'fa-IR', 'rtl', false],
  ['העירייה החליטה ביום שני שלא למכור את הנמל הישן.', [], 'he', 'rtl', false],
  ['市は月曜日、古い港を売らないことを決めた。', ['en'], 'ja', 'ltr', true],
  ['市政府周一决定不出售旧港口。', ['zh-CN'], 'zh-CN', 'ltr', true],
  ['市政府周一决定不出售旧港口，iPhone 17 Pro Max 也在其中。', [], 'zh', 'ltr', true],
  ['시는 월요일 옛 항구를 팔지 않기로 결정했다.', ['en-US'], 'ko', 'ltr', true],
  ['Город в понедельник решил не продавать старый порт.', ['en'], 'ru', 'ltr', false],
  ['Місто вирішило не продавати старий порт.', ['uk'], 'uk', 'ltr', false],
  ['', ['../../etc'], null, 'ltr', false],
] as const)('%s (%s)', (text, said, language, direction, cjk) => {
  expect(tongueOf(text, said)).toEqual({ language, direction, cjk })
})

test('stays quick on a long text', () => {
  expect(tongueOf('a'.repeat(5_000_000), ['en']).language).toBe('en')
})
