DELETE DATA { <appropriation-101-2.2.policy> plan:category budget-category:policy } ;
INSERT DATA { <appropriation-101-2.2.policy> plan:category budget-category:none-stated }
