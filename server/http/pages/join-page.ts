import type { Page } from './page.ts';

/** The invitation: opens the extension with this server's address filled in. */
export function joinPage(publicUrl: string, extensionIds: readonly string[]): Page {
  return {
    tone: 'plain',
    title: { en: 'Your phone in the CRM', es: 'Su teléfono en el CRM' },
    text: [
      {
        en: 'You are invited to make and take calls in Zoho CRM with Sidetone.',
        es: 'Le invitan a hacer y recibir llamadas en Zoho CRM con Sidetone.',
      },
    ],
    steps: [
      {
        en: 'Install the Sidetone extension in Chrome, unless your company has done so: your administrator has the link.',
        es: 'Instale la extensión Sidetone en Chrome, si su empresa no lo ha hecho ya: su administrador tiene el enlace.',
      },
      {
        en: 'Then press the button below. It opens Sidetone with your company’s server filled in.',
        es: 'Después pulse el botón. Abre Sidetone con el servidor de su empresa ya indicado.',
      },
    ],
    value: {
      label: { en: 'Server address, should Sidetone ask for it', es: 'Dirección del servidor, si Sidetone la pide' },
      text: publicUrl,
    },
    links: extensionIds.map((id, at) => ({
      words:
        at === 0
          ? { en: 'Open Sidetone', es: 'Abrir Sidetone' }
          : { en: `Open Sidetone (other installation ${at + 1})`, es: `Abrir Sidetone (otra instalación ${at + 1})` },
      href: `chrome-extension://${id}/join.html#server=${publicUrl}`,
    })),
  };
}
