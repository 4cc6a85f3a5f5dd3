import '#extension/views/look/all.css';
import { render } from 'preact';
import { Refused, readInvitation } from '#extension/views/onboarding/join.tsx';

const invitation = readInvitation(location.hash, window.top !== window);
const root = document.querySelector('#root');
if ('go' in invitation) location.replace(invitation.go);
else if (root !== null) render(<Refused why={invitation.refused} languages={navigator.languages} />, root);
