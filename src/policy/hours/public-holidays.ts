/*
 * Public holidays of whole countries, and what some states have besides, by npm run build from date-holidays and
 * legal-hours.ts: the days of every year, then after a comma each those of 2026, 2027 and so on to 2032. A day is its
 * month and its day of the month, each one digit to the base 36: cp is December 25.
 */
export const publicHolidays: Readonly<Record<string, string>> = {
  AS: '114h6j74bbcp,1j2g5p7397acbq,1i2f5v6i7596abbpcocv,1h2l5t94a9bn,1f2j5s93a8bm,1l2i5r92aebs,1k2h5q91adbr,1j2g5v6i7596abbpcocv',
  AT: '1116518faqb1c8cpcq,465e5p64,3t565h5r,4h5p656f,425a5l5v,4m5u6a6k,4e5m626c,3t565h5r',
  BE: '11517l8fb1bbcp,465e5p,3t565h,4h5p65,425a5l,4m5u6a,4e5m62,3t565h',
  BG: '113351565o969mcocp,4a4c4d,4u5253,4e4g4h,464849,4q4s4t,4b4d4e,4u5253',
  CY: '11163p41518fa1ascpcq,2o4a4c4d5v,3g4u52536k,2t4e4g4h64,2k4648495r,3c4q4s4t6g,2p4b4d4e61,3g4u52536k',
  CZ: '11515875769sasbhcocpcq,4346,3q3t,4e4h,3u42,4j4m,4b4e,3q3t',
  DE: '1151a3cpcq,43465e5p,3q3t565h,4e4h5p65,3u425a5l,4j4m5u6a,4b4e5m62,3q3t565h',
  DK: '11cpcq,424345465e5o5p,3p3q3s3t565g5h,4d4e4g4h5p6465,3t3u41425a5k5l,4i4j4l4m5u696a,4a4b4d4e5m6162,3p3q3s3t565g5h',
  EE: '112o516n6o8kcocpcq,43455o,3q3s5g,4e4g64,3u415k,4j4l69,4b4d61,3q3s5g',
  ES: '1116518facb1c6c8cp,43,3q,4e,3u,4j,4b,3q',
  FI: '111651c6cpcq,4345465e5o6kav,3q3s3t565g6qb6,4e4g4h5p646ob4,3u41425a5k6nb3,4j4l4m5u696mb2,4b4d4e5m616lb1,3q3s3t565g6qb6',
  FR: '1151587e8fb1bbcp,465e5p,3t565h,4h5p65,425a5l,4m5u6a,4e5m62,3t565h',
  GB: '11cpcq,4346545pcs,3q3t535vcrcs,134e4h515t,3u42575s,4j4m565r,4b4e555q,3q3t535vcrcs',
  GR: '11163p518fascpcq,2n4a4c4d5v61,3f4u52536k6l,2s4e4g4h6465,2j4648495r5s,3b4q4s4t6g6h,2o4b4d4e6162,3f4u52536k6l',
  GU: '116j74b2bbcp,1j325p737l97acbqc8,1i315v6i757l96abbpc8cocv,1h365t7l94a9bnc8,1f355s7l93a8bmc8,1l345r7m92aebsc9,1k335q7l91adbrc8,1j315v6i757l96abbpc8cocv',
  HR: '1116515u6m858fb1bicpcq,454664,3s3t5r,4g4h6f,41425v,4l4m6k,4d4e6c,3s3t5r',
  HU: '113f518kanb1cpcq,4345465o5p,3q3s3t5g5h,4e4g4h6465,3u41425k5l,4j4l4m696a,4b4d4e6162,3q3s3t5g5h',
  IE: '113hcpcq,2246546183aq,213t536782ap,274h516587au,2542576486at,214m566385as,234e556284ar,223t536782ap',
  IT: '11164p51628fa4b1c8cpcq,4546,3s3t,4g4h,4142,4l4m,4d4e,3s3t',
  JP: '112b2n4t5354558bb3bn,1c3k567k9l9m9nac,1b3l3m7j9k9nab,1a3k7h9i9ma9,182c3k4u7g9h9n9oa8,1e3k567f8c9g9naeb4,1d2o3l567l9f9nadbo,1c3k7j9k9mab',
  LT: '112g3b516o768fb1b2cocpcq,4546,3s3t,4g4h,4142,4l4m,4d4e,3s3t',
  LU: '1151596n8fb1cpcq,465e5p,3t565h,4h5p65,425a5l,4m5u6a,4e5m62,3t565h',
  LV: '1151546n6obicocpcqcv,434546,3q3s3t,4e4g4hbk,3u4142bj,4j4l4m56,4b4d4e55,3q3s3t',
  MT: '112a3j3v51676t8f989lc8cdcp,43,3q,4e,3u,4j,4b,3q',
  NL: '11cpcq,45464r5e5o5p,3s3t4r565g5h,4g4h4r5p6465,41424r5a5k5l,4l4m4r5u696a,4d4e4q5m6162,3s3t4r565g5h',
  PL: '111651538fb1bbcocpcq,45465o64,3s3t5g5r,4g4h646f,41425k5v,4l4m696k,4d4e616c,3s3t5g5r',
  PR: '11162i323m4g6j747p7rbbbjcp,1c1j2g5p737k97acbq,1b1i2f5v6i757j96abbpcocv,1a1h2l5t7h94a9bn,181f2j5s7g93a8bm,1e1l5r7f92aebs,1d1k2h5q7l91adbr,1c1j2g5v6i757j96abbpcocv',
  PT: '114p516a8fa5b1c1c8cp,434564,3q3s5r,4e4g6f,3u415v,4j4l6k,4b4d6c,3q3s5r',
  RO: '1116171o51618fbuc1cpcq,4a4c4d5v,4u52536k6l,4e4g4h6465,4648495r5s,4q4s4t6g6h,4b4d4e62,4u52536k6l',
  SE: '11165166cpcq,4345465e5o6kav,3q3s3t565g6qb6,4e4g4h5p646ob4,3u41425a5k6nb3,4j4l4m5u696mb2,4b4d4e5m616lb1,3q3s3t565g6qb6',
  SI: '1112284r51526p8favb1cpcq,45465o,3s3t5g,4g4h64,41425k,4l4m69,4d4e61,3s3t5g',
  SK: '111651758tb1cocpcq,4346,3q3t,4e4h,3u42,4j4m,4b4e,3q3t',
  US: '116j74bbcp,1j2g5p7397acbq,1i2f5v6i7596abbpcocv,1h2l5t94a9bn,1f2j5s93a8bm,1l2i5r92aebs,1k2h5q91adbr,1j2g5v6i7596abbpcocv',
  VI: '11163v6j7374bbcp,1j2g4243465p7r97acbq,1i2f3p3q3t5v6i757q96abbpcocv,1h2l4d4e4h5t7o94a9bn,1f2j3t3u425s7n93a8bm,1l2i4i4j4m5r7m92aebs,1k2h4a4b4e5q7s91adbr,1j2g3p3q3t5v6i757q96abbpcocv',
  'US-AL': 'c1,2h4r61,294q67,2t4o65,2d4n64bu,354m63c2,2p4s62,2a4q67',
  'US-LA': '188ub1,2h43b3br,293qbq,2t4eb7bo,2d3ubn,354jb5bt,2p4bbs,2a3qb2bq',
  'US-PA': '6e,43b3,3qb2,4eb7,3ub6,4jb5,4b6db4,3qb2',
  'US-RI': '54,768ab3,89cr,138eb7bd,8d,8cb5,558b,89b2cr',
  'US-UT': '7o,436f,3q6l7n,4e,3u6i,4j6h,4b6g,3q6l7n',
};

export const holidaysSince = 2026;
export const holidaysUntil = 2032;
