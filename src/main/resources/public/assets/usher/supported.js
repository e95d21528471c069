// Runs before the page is drawn: what follows may rely on scripts being there.
document.documentElement.classList.add('usher-scripted');
document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '');
