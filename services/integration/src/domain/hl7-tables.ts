/** Values of tables of HL7 version 2.5.1 for fields in which strict receivers refuse any other value. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Table 0078, abnormal flags. */
export const abnormalFlags = words('< > A AA B D H HH I L LL MS N R S U VS W');

/** Table 0203, identifier types. */
export const identifierTypes = words(
  'AM AN ANC AND ANON ANT APRN BA BC BR BRN CC CY DDS DEA DFN DI DL DN DO DPM DR DS EI EN FI GI GL GN HC IND JHN LI LN LR MA MB MC MCD MCN MCR MD MI MR MRT MS NE NH NI NII NIIP NP NPI OD PA PCN PE PEN PI PN PNT PPN PRC PRN PT QA RI RN RPH RR RRI SL SN SR SS TAX TN U UPIN VN VS WC WCN XX',
);

/** FHIR (v3) marital status → table 0002: some letters mean another thing there, such as A (annulled; separated). */
export const maritalStatuses: Readonly<Record<string, readonly [code: string, display: string]>> = {
  A: ['N', 'Annulled'],
  C: ['C', 'Common law'],
  D: ['D', 'Divorced'],
  I: ['I', 'Interlocutory'],
  L: ['E', 'Legally Separated'],
  M: ['M', 'Married'],
  P: ['O', 'Other'],
  S: ['S', 'Single'],
  T: ['P', 'Domestic partner'],
  U: ['B', 'Unmarried'],
  UNK: ['U', 'Unknown'],
  W: ['W', 'Widowed'],
};

/** FHIR discharge disposition → table 0112, where it means the same (`hosp` is a hospice, which has no code there). */
export const dischargeDispositions: Readonly<Record<string, string>> = {
  home: '01',
  snf: '03',
  'other-hcf': '05',
  psy: '05',
  rehab: '05',
  aadvice: '07',
  exp: '20',
};

/** ISO 3166-1, two letters and three: table 0399 has those of three. */
const countries = new Map(
  (
    'ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE BABIH BBBRB BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI ' +
    'BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN ' +
    'COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK ' +
    'FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD ' +
    'HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL ITITA JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA ' +
    'KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD ' +
    'MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER NFNFK NGNGA NINIC NLNLD NONOR NPNPL ' +
    'NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA ' +
    'SASAU SBSLB SCSYC SDSDN SESWE SGSGP SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF ' +
    'TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR ' +
    'VNVNM VUVUT WFWLF WSWSM YEYEM YTMYT ZAZAF ZMZMB ZWZWE'
  )
    .split(' ')
    .map((pair) => [pair.slice(0, 2), pair.slice(2)]),
);
const countryCodes: ReadonlySet<string> = new Set(countries.values());

/** The code of table 0399; undefined for what is no code of a country, such as its name. */
export function countryCode(country: string): string | undefined {
  const code = country.trim().toUpperCase();
  return countryCodes.has(code) ? code : countries.get(code);
}
