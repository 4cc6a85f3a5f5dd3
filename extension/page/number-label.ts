/** What the words beside a number say of it. `party`: they name someone; it may be her number or her id. */
export type LabelSays = 'phone' | 'other' | 'party' | 'nothing';

// Word beginnings, compared in lower case without accents. English, Spanish, German, French, Italian, Portuguese, Dutch, Nordic,
// Polish, Czech, Hungarian, Romanian, Turkish, Greek, Russian, Japanese, Chinese, Korean.
const PHONE =
  /^(?:(?:tel(?!\w*bank)|phone|fono|whats|wsp|movil|mobi?l|cel[lu]|handy|natel|fax|call|ring|dial|llam|ruf|ruck?ruf|durchwahl|festnetz|zentrale|centralita|switchboard|hotline|helpline|landline|fi(?:jo|sso|x[eo])|porta[bt]|gsm|sms|contact(?!\w*(?:id|nr))|kom(?!\w)|komork|stacjon|puhelin|cep(?!\w)|θηλ|τηλ|κιν|тел|моб|сот|факс|звон)|[tmhfpwcd]$|direct(?!\w)|office$|work$|home$|oficina$|casa$|buro$)|電話|电话|手机|手機|携帯|전화|휴대폰|هاتف|جوال/;
const OTHER =
  /^(?:order|invoice|inv$|record|id$|ids$|idnr|account|acct|a\/c|po$|p\/o|ean|gtin|isbn|issn|upc|sku|asin|tracking|track|shipment|parcel|waybill|awb|imei|iccid|tax|ticket|case|ref$|ref[ef]|seri(?:al|e)|s\/n|sn$|polic|poliz|vat|iban|bic|card|ssn|zip|postcode|usd|eur$|euros?$|gbp|chf|value|amount|total|price|revenue|salary|budget|balance|deal|quote|contract|batch|lot$|model|version|build|patent|passport|licen|registration|company|membership|member|loyalty|barcode|meter|transaction|payment|receipt|voucher|coupon|pin$|code$|otp|timestamp|epoch|lat$|lon$|lng$|latitud|longitud|coord|population|views|duns|naics|siren|siret|ape$|tva|nif|iva$|rfc$|curp|gstin|abn$|acn$|ein$|aadhaar|pan$|nie$|cif$|dni|pedido|factu|albaran|cuenta|expediente|importe|ingreso|precio|saldo|cantidad|cedula|ruc$|nit$|cui[lt]$|codigo|presupuesto|envio|seguimiento|lote|matricula|bastidor|oferta|oportunidad|tarjeta|pasaporte|afiliacion|auftrag|rechnung|konto|kto|blz|vertrag|artikel|art$|steuer|ust|sendung|aktenzeichen|az$|angebot|beleg|liefer|vorgang|betrag|mitglied|personaln|handelsregister|hrb|versicherung|commande|compte|contrat|dossier|devis|colis|suivi|montant|adherent|ordine|fattura|pratica|riferimento|partita|p\.?iva|piva|codice|spedizione|importo|preventivo|bolla|encomenda|fatura|processo|cpf|cnpj|rg$|nota$|rastreio|valor|bestel|rekening|btw|kvk|polis|bsn|zaakn|zamow|faktur|nip$|regon|pesel|krs$|konta$|umow|przesyl|bestall|ordre|personn|cvr|cpr|org$|orgnr|organisations|ytunnus|tilaus|lasku|objedn|ico$|dic$|ucet|smlouv|rendel|szamla|adoszam|comand|cui$|cont[ao]?$|siparis|hesap|vergi|tckn|παραγγ|τιμολ|αφμ|заказ|счет|инн|огрн|кпп|снилс|договор|накладн)|注文|請求|口座|订单|訂單|发票|發票|账号|帳號|单号|單號|주문|계좌|طلب|فاتورة|حساب/;
const PARTY =
  /^(?:customer|client|cust$|kunde|klant|klient|kund$|kunds|asiakas|musteri|ugyfel|клиент|πελατ)|顧客|客户|客戶|고객|عميل/;
const FILLER =
  /^(?:º|ª|nos?|nr|nbr|num\w*|nº|n|id|the|is|of|for|de[lrs]?|della|du|la|el|le|van|von|to|at|am|on|me|us|our|your|please|al?|o|номер|№|番号|号|號|번호|رقم|cislo|szam|sayisi|new|main|alt\w*|principal|second|other|after|now|back|h[ie][mr]|them|privat|dienstl|geschaftl|trabajo|particular|pro|perso)$/;

// What parts "teléfono" from "de la cuenta", which only says whose it is.
const OF = /^(?:de[lrs]?|della|du|d[ao]s?|al?|la|el|l[eo]s|the|of)$/;

const WORD = /(?:\p{L}\.){2,}\p{L}?|[\p{L}\p{M}ºª/]+/gu;
const MARKS = /\p{M}/gu;

/** The same labels stand all over a page. */
const known = new Map<string, LabelSays>();
const MOST_KNOWN = 1_000;
/** Labels are short; what stands further away is another sentence. */
const REACH = 48;

/**
 * Reads the words right before a number (`Invoice no. `, `Tel.: `), nearest first, through fillers such as "number of": the first one
 * with a meaning decides.
 */
export function labelSays(before: string): LabelSays {
  if (!before) return 'nothing';
  const tail = before.slice(-REACH);
  let says = known.get(tail);
  if (says === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    says = readLabel(tail);
    known.set(tail, says);
  }
  return says;
}

/** The same for the name of a field: where its last words say nothing, its first does ("Cuenta bancaria"). */
export function nameSays(name: string): LabelSays {
  const says = labelSays(name);
  return says === 'nothing' && OTHER.test(wordsOf(name)[0] ?? '') ? 'other' : says;
}

function readLabel(tail: string): LabelSays {
  const near = wordsOf(tail).slice(-5).reverse();
  for (const [place, word] of near.entries()) {
    const head = near.slice(place + 1).find((one) => !OF.test(one)) ?? '';
    const isPhones = PHONE.test(head);
    if (OTHER.test(word)) return isPhones && OF.test(near[place + 1] ?? '') ? 'phone' : 'other';
    if (PHONE.test(word)) return 'phone';
    if (PARTY.test(word)) return isNumbered(near, place) ? 'other' : isPhones ? 'phone' : 'party';
    if (!FILLER.test(word)) return 'nothing';
  }
  return 'nothing';
}

/** In lower case, without accents, "C.I.F." as one. */
function wordsOf(tail: string): string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant, which needs no normalising.
  const plain = /^[\x00-\x7f]*$/.test(tail) ? tail : tail.normalize('NFD').replace(MARKS, '').normalize('NFC');
  return (
    plain
      .toLowerCase()
      .match(WORD)
      ?.map((word) => word.replaceAll('.', '')) ?? []
  );
}

/** "Customer no.", "número de cliente" and "Kundennummer" are ids; "call the customer" is not. */
const isNumbered = (near: readonly string[], place: number): boolean =>
  /(?:nr|nummer|szam)$/.test(near[place] ?? '') ||
  near.slice(Math.max(0, place - 2), place + 3).some((word) => /^(?:n|no|nr|nº|num\w*|номер|№)$/.test(word));
