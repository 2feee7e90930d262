// Agencies are recognised by their whole name and place; people and words that look like them are not.
import { describe, expect, test } from 'vitest'
import { agencyOf } from './agency.ts'

describe('agencyOf', () => {
  test.each([
    [['AFP'], '', 'AFP'],
    [['Anna Keller', 'Reuters'], '', 'Reuters'],
    [['AFP/dpa'], '', 'AFP'],
    [['mit Material von dpa'], '', 'dpa'],
    [['Anna Keller (SDA)'], '', 'SDA'],
    [['ATS'], '', 'ATS'],
    [['Keystone-ATS'], '', 'Keystone-ATS'],
    [['The Associated Press'], '', 'AP'],
    [['Agence France-Presse'], '', 'AFP'],
    [['新华社'], '', 'Xinhua'],
    [['共同通信'], '', 'Kyodo'],
    [['ТАСС'], '', 'TASS'],
    [[], 'PARIS (Reuters) - The minister said', 'Reuters'],
    [[], 'WASHINGTON, March 4 (Reuters) - The minister said', 'Reuters'],
    [[], 'Berlin (dpa) – Der Minister sagte', 'dpa'],
    [[], '(ANSA) - ROMA, 4 MAR - Il ministro', 'ANSA'],
    [[], 'MADRID, 4 Mar. (EUROPA PRESS) - El ministro', 'Europa Press'],
    [[], 'SEOUL, March 4 (Yonhap) -- The minister', 'Yonhap'],
    [[], '（新华社）北京', 'Xinhua'],
    [[], 'AFP – Le ministre a dit', 'AFP'],
  ])('%j, %j: %s', (authors, text, expected) => {
    expect(agencyOf(authors, text)).toBe(expected)
  })

  test.each([
    [['Anna Reuters'], ''],
    [['Pa Salieu'], ''],
    [['Anna Keller'], 'The report by Reuters (which was wrong) said'],
    [['Map'], 'Map: where to go'],
    [[], 'He told the agency (AFP said nothing about it) that he would go home'],
    [[], 'She went to see what was there (Reuters) and came back'],
    [[], ''],
    [['Associated Builders'], 'Tt: a beginning'],
  ])('%j, %j: none', (authors, text) => {
    expect(agencyOf(authors, text)).toBeNull()
  })
})
