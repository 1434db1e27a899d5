//! What a mark found, for a history that says old → new.

use super::counts::END;
use super::{Body, Event, History};
use crate::site::{Fields, Site};

impl History {
    /// What a site's fields held just before an event of it, with every mark that counts today.
    #[must_use]
    pub fn fields_before<'a>(&'a self, site: &'a Site, event: &Event) -> Fields<'a> {
        let mut fields = Fields::of(&site.fields);
        for earlier in self.of_site(&site.id).take_while(|earlier| earlier.id != event.id) {
            let Body::Mark { set, .. } = &earlier.body else { continue };
            fields.lay_over(set.iter().filter(|(field, _)| self.counts(earlier, field, END)));
        }
        fields
    }
}
