import metadata from 'libphonenumber-js/min/metadata';
import { decoded, toAsciiDigits } from './typed-number.ts';

/**
 * Numbers that reach police, fire brigade, ambulance or coast guard, by country (ISO 3166). From the national numbering plans filed
 * with the ITU (E.129 lists) and, for Spain, the short numbers that its plan gives to emergency services. Help lines that are no
 * emergency service (016, 024, 116 000, …) are not here: they are short numbers and refused as such.
 */
const BY_COUNTRY = `
AC 911|AD 110 112 116 118|AE 112 991 996 997 998 999|AF 100 101 102 112 119|AG 911 999|AI 911|AL 112 126 127 128 129
AM 101 102 103 112 911|AO 110 111 112 113 115 116|AR 100 101 103 106 107 911|AS 911|AT 112 122 128 133 140 141 142 144
AU 000 106 112|AW 100 115 911|AX 112|AZ 101 102 103 112|BA 112 122 123 124|BB 112 211 311 511 911|BD 199 999|BE 100 101 112
BF 16 17 18 112|BG 112 150 160 166|BH 112 199 990 994 999|BI 112 113 117 118|BJ 112 117 118|BL 15 17 18 112|BM 911
BN 991 993 995 998|BO 110 118 119 911|BQ 112 911|BR 112 190 191 192 193 194 197 198 199 911|BS 911 919|BT 110 112 113
BW 112 911 997 998 999|BY 101 102 103 104 112|BZ 90 911|CA 112 911|CC 000 112|CD 112 113 118|CF 117 118 1220|CG 117 118
CH 112 117 118 144 1414|CI 110 111 112 170 180 185|CK 996 998 999|CL 131 132 133 134 137 138|CM 112 113 117 118 119
CN 110 112 119 120 122 999|CO 112 119 123 125 132 156|CR 112 911|CU 104 105 106 107|CV 112 130 131 132|CW 112 911 912 913
CX 000 112|CY 112 199|CZ 112 150 155 156 158|DE 110 112|DJ 17 18 112|DK 112|DM 112 911 999|DO 112 911|DZ 14 17 1021 1055 1548 112
EC 101 102 112 911|EE 110 112|EG 112 122 123 180|EH 15 19 112 177|ER 113 114 116|ES 061 062 080 085 088 091 092 112
ET 112 907 911 939 991|FI 112|FJ 910 911 913 917|FK 112 999|FM 911|FO 112|FR 15 17 18 112 114 191 196 197|GA 18 112 1300 1730
GB 112 999|GD 112 911|GE 111 112 113 114|GF 15 17 18 112|GG 112 999|GH 112 18 191 192 193 999|GI 112 190 199 999|GL 112
GM 112 116 117 118|GN 112 117 18|GP 15 17 18 112|GQ 112 113 114 115|GR 100 108 112 166 199|GT 110 112 120 122 123 911|GU 911
GW 112 113 117 118|GY 911 912 913|HK 112 992 999|HN 195 198 199 911|HR 112 192 193 194 195|HT 112 114 115 116 118 911
HU 104 105 107 112|ID 110 112 113 115 118 119 129|IE 112 999|IL 100 101 102 103 104 112 911|IM 112 999|IN 100 101 102 103 108 112
IO 999|IQ 104 112 115 122 911|IR 110 112 115 125|IS 112|IT 112 113 115 118 1530|JE 112 999|JM 110 112 119 911|JO 112 911
JP 110 112 118 119|KE 112 911 999|KG 101 102 103 112|KH 112 117 118 119|KI 192 193 194 999|KM 17 18 112 772|KN 333 911
KP 112 113 119|KR 112 113 118 119 122|KW 112|KY 911|KZ 101 102 103 104 112|LA 112 190 191 195 1190 1191 1195|LB 112 125 140 175
LC 911 999|LI 112 117 118 144|LK 110 111 112 118 119 1990|LR 911|LS 112 121 122 123|LT 01 02 03 101 102 103 112|LU 112 113
LV 01 02 03 110 112 113|LY 112 193 1515|MA 15 19 112 150 177|MC 15 17 18 112|MD 112 901 902 903|ME 112 122 123 124|MF 15 17 18 112
MG 112 117 118 119 124|MH 911|MK 112 192 193 194|ML 15 17 18 112|MM 191 192 199 999|MN 101 102 103 105 112|MO 110 112 119 120 911 999
MP 911|MQ 15 17 18 112|MR 101 112 117 118|MS 911 999|MT 112 191 196|MU 112 114 115 148 995 999|MV 102 112 118 119 191 911
MW 112 199 990 997 998 999|MX 060 061 065 066 068 080 112 911|MY 112 991 994 999|MZ 112 117 119 198|NA 112 911 10111
NC 15 16 17 18 112|NE 15 17 18 112|NF 000 911 955 977|NG 112 199 767 911|NI 115 118 128 911|NL 112 911|NO 110 112 113
NP 100 101 102 112|NR 110 111 112|NU 999|NZ 111 112 911|OM 112 999 9999|PA 103 104 112 911|PE 105 106 112 116 117 911
PF 15 17 18 112|PG 000 110 111 112|PH 112 117 911|PK 15 16 112 115 130 1122|PL 112 984 985 986 987 991 992 997 998 999|PM 15 17 18 112
PR 112 911|PS 100 101 102 112|PT 112 115 117|PW 911|PY 128 131 132 141 911|QA 112 999|RE 15 17 18 112|RO 112|RS 112 192 193 194
RU 01 02 03 04 101 102 103 104 112|RW 111 112 912|SA 112 911 937 993 996 997 998 999|SB 911 988 999|SC 112 151 999|SD 112 777 999|SE 112
SG 112 993 995 999|SH 911 999|SI 112 113|SJ 110 112 113|SK 112 150 155 158 159|SL 019 112 117 999|SM 112 113 115 118
SN 15 17 18 112 1515|SO 112 555 888 999|SR 112 113 115|SS 777 999|ST 112 113|SV 132 911 913|SX 911 912 919|SY 110 112 113|SZ 112 933 977 999
TA 999|TC 911 999|TD 17 18 112 2251|TG 101 112 117 118|TH 112 191 199 911 1155 1669|TJ 01 02 03 101 102 103 112|TL 112 115
TM 01 02 03 101 102 103 112|TN 112 190 193 197 198|TO 911 913 922 933 999|TR 110 112 155 156 158 177|TT 811 990 999 911|TV 000 911
TW 110 112 118 119|TZ 110 111 112 114 115 999|UA 101 102 103 104 112|UG 112 911 999|US 112 911|UY 104 105 112 128 911
UZ 01 02 03 101 102 103 104 112|VA 112 113 115 118|VC 911 999|VE 112 171 911|VG 112 911 999|VI 911|VN 112 113 114 115
VU 111 112 113|WF 15 17 18 112|WS 911 994 995 996 999|XK 112 192 193 194|YE 112 191 194 199|YT 15 17 18 112|ZA 107 112 10111 10177
ZM 112 991 993 999|ZW 112 993 994 995 999`;

const BY_CALLING_CODE = new Map<string, Set<string>>();
const ANYWHERE = new Set<string>();
for (const entry of BY_COUNTRY.trim().split(/[|\n]/)) {
  const [country = '', ...numbers] = entry.split(' ');
  const code = callingCodeOf(country);
  const ofCode = BY_CALLING_CODE.get(code) ?? new Set();
  BY_CALLING_CODE.set(code, ofCode);
  for (const number of numbers) {
    ANYWHERE.add(number);
    ofCode.add(number);
  }
}
/** Handsets know these wherever they are, so people write them behind any country's code. */
const KNOWN_EVERYWHERE = ['112', '911', '999', '000'];
const LONGEST_CALLING_CODE = 3;

/**
 * Whether `text` is an emergency number of any country, however it is dressed up: separators, `tel:`, other digits, trunk zeros,
 * `+34112`, `0034 112`, `00112`, `+112`, `1-911`. To be asked before any parsing, wherever a number can be entered: a softphone has no
 * location to send and must never stand between a person and help. Ordinary numbers that only contain such digits are none.
 * `country` (ISO 3166) adds that country's own way of dialling abroad.
 */
export function isEmergencyNumber(text: string, country?: string): boolean {
  const typed = toAsciiDigits(decoded(text))
    .replace(/%\w{0,2}/g, ' ')
    .replace(/^\s*(?:tel|callto):/i, '')
    .replace(/[;,xX].*$|\b(?:ext|int).*$/is, '');
  const digits = typed.replace(/\D/g, '');
  if (digits.length < 2 || digits.length > 14) return false;
  if (isOneAtHome(digits)) return true;
  if (/^\D*\+/.test(typed) && isOneAbroad(digits)) return true;
  return abroadPrefixes(country).some(
    (prefix) => digits.startsWith(prefix) && isOneAbroad(digits.slice(prefix.length)),
  );
}

/** `112`, `0112` and `00112` (trunk zeros), `1911` (trunk 1 of North America). */
function isOneAtHome(digits: string): boolean {
  if (ANYWHERE.has(digits) || digits === '1911') return true;
  const shorter = /^0+(?=\d)/.exec(digits)?.[0].length ?? 0;
  // What is left of two digits is no national number behind a trunk zero: 016 is a help line, not Burkina Faso's 16.
  for (let zeros = 1; zeros <= shorter && digits.length - zeros > 2; zeros++)
    if (ANYWHERE.has(digits.slice(zeros))) return true;
  return false;
}

/** Behind a country's code: that country's own numbers and those that handsets know everywhere, also with a trunk zero. */
function isOneAbroad(digits: string): boolean {
  if (ANYWHERE.has(digits)) return true;
  for (let length = 1; length <= LONGEST_CALLING_CODE; length++) {
    const there = BY_CALLING_CODE.get(digits.slice(0, length));
    const rest = digits.slice(length);
    if (
      there &&
      [rest, rest.replace(/^0/, '')].some((number) => there.has(number) || KNOWN_EVERYWHERE.includes(number))
    )
      return true;
  }
  return false;
}

function abroadPrefixes(country: string | undefined): string[] {
  if (country && callingCodeOf(country) === '1') return ['011', '00'];
  return country === 'AU' ? ['0011', '00'] : ['00'];
}

function callingCodeOf(country: string): string {
  for (const [code, countries] of Object.entries(metadata.country_calling_codes))
    if (countries.some((one) => one === country)) return code;
  return '';
}
