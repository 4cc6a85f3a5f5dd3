/** What the words beside a number say of it. `party`: they name someone; it may be her number or her id. */
export type LabelSays = 'phone' | 'other' | 'party' | 'nothing';

// Word beginnings, compared in lower case without accents. English, Spanish, German, French, Italian, Portuguese, Dutch, Nordic,
// Polish, Czech, Hungarian, Romanian, Turkish, Greek, Russian, Japanese, Chinese, Korean.
const PHONE =
  /^(?:(?:tel(?!\w*bank)|t[eé]l|phone|fono|whats|wsp|movil|mobi?l|cell|celu|handy|natel|fax|call|ring|dial|llam|ruf|ruck?ruf|durchwahl|festnetz|zentrale|centralita|switchboard|hotline|helpline|landline|fijo|fisso|fixe|fixo|portable|portatil|gsm|sms|contact(?!\w*(?:id|nr))|kom(?!\w)|kom[oó]rk|stacjon|puhelin|gsm|cep(?!\w)|θηλ|τηλ|κιν|тел|моб|сот|факс|звон)|[tmhfpwcd]$|direct(?!\w)|office$|work$|home$|oficina$|casa$|buro$)|電話|电话|手机|手機|携帯|전화|휴대폰|هاتف|جوال/;
const OTHER =
  /^(?:order|invoice|inv$|record|id$|ids$|idnr|account|acct|a\/c|po$|p\/o|ean|gtin|isbn|issn|upc|sku|asin|tracking|track|shipment|parcel|waybill|awb|imei|iccid|tax|ticket|case|ref$|ref[ef]|serial|s\/n|sn$|policy|vat|iban|bic|card|ssn|zip|postcode|usd|eur$|euros?$|gbp|chf|value|amount|total|price|revenue|salary|budget|balance|deal|quote|contract|batch|lot$|model|version|build|patent|passport|licen|registration|company|membership|member|loyalty|barcode|meter|transaction|payment|receipt|voucher|coupon|pin$|code$|otp|timestamp|epoch|lat$|lon$|lng$|latitud|longitud|coord|population|views|duns|naics|siren|siret|ape$|tva|nif|iva$|rfc$|curp|gstin|abn$|acn$|ein$|aadhaar|pan$|nie$|cif$|dni|pedido|factura|albaran|cuenta|contrato|expediente|referencia|importe|codigo|poliza|presupuesto|envio|seguimiento|lote|serie|matricula|bastidor|oferta|oportunidad|tarjeta|pasaporte|afiliacion|bestell|auftrag|rechnung|konto|kto|blz|vertrag|artikel|art$|steuer|ust|sendung|aktenzeichen|az$|angebot|beleg|liefer|vorgang|betrag|serien|mitglied|personaln|handelsregister|hrb|policen|versicherung|commande|facture|compte|contrat|dossier|devis|colis|suivi|montant|adherent|ordine|fattura|conto$|contratto|pratica|riferimento|partita|p\.?iva|piva|codice|spedizione|importo|preventivo|bolla|encomenda|fatura|conta$|processo|cpf|cnpj|rg$|nota$|rastreio|valor|bestel|factuur|rekening|btw|kvk|polis|bsn|zaakn|dossiern|zamow|faktur|nip$|regon|pesel|krs$|konta$|umow|przesyl|bestall|ordre|personn|cvr|cpr|org$|orgnr|organisations|ytunnus|tilaus|lasku|objedn|ico$|dic$|ucet|smlouv|rendel|szamla|adoszam|comand|cui$|cont$|siparis|hesap|vergi|tckn|παραγγ|τιμολ|αφμ|заказ|счет|инн|огрн|кпп|снилс|договор|накладн)|注文|請求|口座|订单|訂單|发票|發票|账号|帳號|单号|單號|주문|계좌|طلب|فاتورة|حساب/;
const PARTY =
  /^(?:customer|client|cust$|kunde|klant|klient|kund$|kunds|asiakas|musteri|ugyfel|клиент|πελατ)|顧客|客户|客戶|고객|عميل/;
const FILLER =
  /^(?:º|ª|no|nos|nr|nbr|num|number|numbers|numero|numeri|nummer|nº|n|id|nos|the|is|of|for|de|del|della|der|des|du|la|el|le|van|von|to|at|am|on|me|us|our|your|please|at|a|al|o|номер|№|番号|号|號|번호|رقم|num[eé]ro|numer|cislo|szam|sayisi|new|main|alt|alternative|principal|personaln|second|other|direct|work|home|office|after|now|back|him|her|them|privat|dienstl|geschaftl|trabajo|particular|pro|perso)$/;

const WORD = /[\p{L}\p{M}ºª/]+/gu;
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

function readLabel(tail: string): LabelSays {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant, which needs no normalising.
  const plain = /^[\x00-\x7f]*$/.test(tail) ? tail : tail.normalize('NFD').replace(MARKS, '').normalize('NFC');
  const words = plain.toLowerCase().match(WORD);
  if (!words) return 'nothing';
  const near = words.slice(-5).reverse();
  for (const [place, word] of near.entries()) {
    if (OTHER.test(word)) return 'other';
    if (PHONE.test(word)) return 'phone';
    if (PARTY.test(word)) return isNumbered(near, place) ? 'other' : 'party';
    if (!FILLER.test(word)) return 'nothing';
  }
  return 'nothing';
}

/** "Customer no.", "número de cliente" and "Kundennummer" are ids; "call the customer" is not. */
const isNumbered = (near: readonly string[], place: number): boolean =>
  /(?:nr|nummer|szam)$/.test(near[place] ?? '') ||
  near.slice(Math.max(0, place - 2), place + 3).some((word) => /^(?:n|no|nr|nº|num\w*|nummer|номер|№)$/.test(word));
